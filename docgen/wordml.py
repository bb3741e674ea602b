"""WordprocessingML as it lies in a DOCX: its names, and how its parts are parsed and asked.

What a document says is the matter of whoever reads it; here is only what every reader needs alike.
"""

from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The names of text and styles."""
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
"""The names of alternative contents."""
MAX_STYLE_DEPTH: Final = 16
"""So many styles may inherit one from the other."""
BODY_LEVEL: Final = 9
"""The outline level that means: no heading."""
OFF: Final = frozenset({"0", "false", "off", "none"})
"""How a property that is on or off says that it is off."""


def parse_part(data: bytes) -> etree._Element | None:
    """Parse one part of a package, with nothing from elsewhere; None where it has no root.

    Errors: lxml's own, and ValueError.
    """
    # A parser of its own for each part: lxml parsers are not to be shared between threads.
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)


def declares_type(root: etree._Element) -> bool:
    """Tell whether a part declares a document type, which no part of a DOCX needs."""
    return bool(root.getroottree().docinfo.doctype)  # type: ignore[attr-defined]  # stubs


def styles_by_id(root: etree._Element | None) -> tuple[dict[str, etree._Element], str]:
    """Give the styles of a part by id, and the id of the default one for paragraphs.

    Empty, and an empty id, where the package has no styles or no default.
    """
    found = [] if root is None else root.findall(f"{W}style")
    default = next(
        (
            one.get(f"{W}styleId", "")
            for one in found
            if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default", "0").lower() not in OFF
        ),
        "",
    )
    return {one.get(f"{W}styleId", ""): one for one in found}, default


def value(element: etree._Element | None, name: str) -> str | None:
    """Give the value of a child; empty where it has none, None where there is no child."""
    child = None if element is None else element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val", "")


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Tell whether a property that is on or off is there and not off."""
    stated = value(properties, name)
    return stated is not None and (stated or "1").lower() not in OFF
