"""Say of a PDF/A file that it is PDF/UA, too: WeasyPrint writes one standard at a time.

PDF/A wants every property described that its own schemas do not know (ISO 19005-3, 6.6.2.3).
"""

from typing import Any, Final

_END: Final = b"</rdf:RDF>"
_CLAIM: Final = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
pdfuaid:part="1" />
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def declare_accessible(pdf: Any) -> None:  # noqa: ANN401  # pydyf has no types
    """Add the claim of PDF/UA-1 to the metadata of a PDF/A file, in place."""
    metadata = next(one for one in pdf.objects if one.reference == pdf.catalog["Metadata"])
    metadata.stream = [part.replace(_END, _CLAIM + _END) for part in metadata.stream]
