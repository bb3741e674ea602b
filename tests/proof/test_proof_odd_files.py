"""Files that are no letters: named by their defect, refused with a German sentence."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mini_letter import LETTER, MAKERS, OBLIGATIONS, provenance
from weasyprint import HTML

from docgen.proof import (
    Status,
    UnreadableFileError,
    misplaced,
    prove,
    read_file,
    read_text,
    verify,
)

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@cache
def whole(form: str) -> bytes:
    return MAKERS[form](LETTER, embedded=provenance())


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF by hand; object 1 is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def repacked(change: Callable[[str, bytes], bytes | None], **added: str) -> bytes:
    """The letter as DOCX with parts changed, dropped (None) or added."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole("docx"))) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, text in added.items():
            new.writestr(name, text)
    return file.getvalue()


def with_body(content: bytes) -> bytes:
    return repacked(lambda name, old: content if name == "word/document.xml" else old)


def tree_of_depth(depth: int) -> bytes:
    elements = [b"<</S/Div/P %d 0 R/K %d 0 R/Pg 3 0 R>>" % (4 + i, 6 + i) for i in range(depth)]
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R/MarkInfo<</Marked true>>>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/StructParents 0>>",
            b"<</Type/StructTreeRoot/K 5 0 R/ParentTree<</Nums[0[%d 0 R]]>>>>" % (5 + depth),
            *elements,
            b"<</S/P/P %d 0 R/K 0/Pg 3 0 R>>" % (4 + depth),
        ]
    )


def many_pages() -> bytes:
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>>>",
            b"<</Type/Pages/Count 600/Kids[%s]>>" % (b"3 0 R " * 600),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ]
    )


def locked_pdf() -> bytes:
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 0/Kids[]>>",
            b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"00" * 32, b"11" * 32),
        ],
        b"/Encrypt 3 0 R/ID[<00><00>]",
    )


def locked_zip() -> bytes:
    """Every member marked as encrypted, in both directories of the ZIP."""
    data = whole("docx")
    for signature, position in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data = re.sub(
            re.escape(signature) + b".{%d}" % (position - 4) + b"(.)",
            lambda match: match[0][:-1] + bytes([match[1][0] | 1]),
            data,
            flags=re.DOTALL,
        )
    return data


def doubled_part() -> bytes:
    file = io.BytesIO(whole("docx"))
    with zipfile.ZipFile(file, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("word/document.xml", "<x/>")
    return file.getvalue()


DTD = f'<!DOCTYPE w:document [<!ENTITY x "y">]><w:document {W}><w:body/></w:document>'
LAUGHS = (
    '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + f"]><w:document {W}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
)
XXE = (
    '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f"<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)

ODD: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "text": lambda: b"Sehr geehrte Damen und Herren",
    "png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "pdf_header_only": lambda: b"%PDF-1.7\n%%EOF",
    "pdf_truncated_in_the_middle": lambda: whole("pdf")[: len(whole("pdf")) // 2],
    "pdf_truncated_at_the_end": lambda: whole("pdf")[:-10],
    "pdf_locked": locked_pdf,
    "pdf_untagged": lambda: HTML(string="<title>T</title><p>Text").write_pdf(),
    "pdf_without_pages": lambda: pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"]
    ),
    "pdf_of_many_pages": many_pages,
    "zip_header_only": lambda: b"PK\x03\x04",
    "zip_truncated": lambda: whole("docx")[:-100],
    "zip_locked": locked_zip,
    "zip_of_something_else": lambda: repacked(lambda _, __: None, **{"a.txt": "a"}),
    "docx_with_a_part_twice": doubled_part,
    "docx_without_a_body": lambda: repacked(
        lambda name, old: None if name == "word/document.xml" else old
    ),
    "docx_with_another_root": lambda: with_body(b"<html><body/></html>"),
    "docx_with_broken_xml": lambda: with_body(b"<w:document"),
    "docx_with_an_empty_part": lambda: with_body(b""),
    "docx_with_a_document_type": lambda: with_body(DTD.encode()),
    "docx_with_a_billion_laughs": lambda: with_body(LAUGHS.encode()),
    "docx_with_an_outside_entity": lambda: with_body(XXE.encode()),
    "docx_with_a_document_type_in_utf16": lambda: with_body(DTD.encode("utf-16")),
    "docx_nested_too_deep": lambda: with_body(b"<a>" * 100_000),
    "docx_bomb": lambda: with_body(bytes(2**26)),
    "docx_of_many_parts": lambda: repacked(
        lambda _, old: old, **{f"x/{i}.xml": "<x/>" for i in range(2500)}
    ),
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_an_odd_file_is_refused_with_a_sentence(make: Callable[[], bytes]) -> None:
    data = make()

    with pytest.raises(UnreadableFileError) as refused:
        read_file(data)

    assert re.fullmatch(r"(Die|Der|Ihr|Seite|Eine)\b.+\.", str(refused.value), re.DOTALL)
    assert verify(data).status is Status.UNREADABLE


def test_an_outside_file_is_not_read() -> None:
    with pytest.raises(UnreadableFileError, match="DTD"):
        read_file(with_body(XXE.encode()))


@pytest.mark.parametrize("depth", [5, 50, 500])
def test_a_deep_tree_does_no_harm(depth: int) -> None:
    assert read_file(tree_of_depth(depth)).units == ()


# --- chance --------------------------------------------------------------------------------------

RANDOMLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=80)


def read_all(data: bytes) -> None:
    """Everything the room does with bytes of strangers; only a refusal may be raised."""
    try:
        reading = read_file(data)
    except UnreadableFileError:
        pass
    else:
        prove(reading, OBLIGATIONS).findings()
        misplaced(reading, "B")
    verify(data)


@given(
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<!DOCTYPE html>"]),
    st.binary(max_size=2000),
)
@RANDOMLY
def test_random_bytes_are_refused(start: bytes, rest: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        read_file(start + rest + b"%%EOF")


@given(st.sampled_from(list(MAKERS)), st.data())
@RANDOMLY
def test_mutated_files_are_read_or_refused(form: str, data: st.DataObject) -> None:
    mutated = bytearray(whole(form))
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(mutated) - 1))
        length = data.draw(st.sampled_from([0, 1, 4, 100]))
        mutated[start : start + length] = data.draw(st.binary(max_size=8))

    read_all(bytes(mutated))


@given(st.data())
@RANDOMLY
def test_html_with_other_tags_is_read_or_refused(data: st.DataObject) -> None:
    parts = re.split("(<[^>]*>)", whole("html").decode())
    for _ in range(data.draw(st.integers(1, 4))):
        tag = data.draw(st.sampled_from(["", "Text", *parts[1::2]]))
        parts.insert(data.draw(st.integers(0, len(parts))), tag)

    read_all("".join(parts).encode())


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@RANDOMLY
def test_any_bytes_are_read_as_text_or_refused(data: bytes) -> None:
    try:
        reading = read_text(data)
    except UnreadableFileError:
        return
    prove(reading, OBLIGATIONS).findings()


def test_no_flipped_bit_of_the_attachment_invents_a_change() -> None:
    data = whole("pdf")
    start = data.index(b"stream\n", data.index(b"/Type /EmbeddedFile")) + len(b"stream\n")
    end = data.index(b"endstream", start)

    found: dict[Status, int] = {}
    for position in range(start, end, (end - start) // 100):
        flipped = bytearray(data)
        flipped[position] ^= 1 << position % 8
        status = verify(bytes(flipped)).status
        found[status] = found.get(status, 0) + 1

    # A bit may say the same to the packer; whatever says something else is no provenance any more.
    assert found.pop(Status.UNKNOWN) > 90
    assert found.keys() <= {Status.UNCHANGED}


@given(st.sampled_from(["word/document.xml", "word/styles.xml", "_rels/.rels"]), st.data())
@RANDOMLY
def test_mutated_parts_are_read_or_refused(part: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(whole("docx"))) as package:
        content = bytearray(package.read(part))
    start = data.draw(st.integers(0, len(content) - 1))
    content[start : start + data.draw(st.integers(0, 30))] = data.draw(
        st.sampled_from([b"", b"<w:p>", b"</w:p>", b"<w:tbl/>", b"&x;", b"\xff", b'"', b"<w:val/>"])
    )

    read_all(repacked(lambda name, old: bytes(content) if name == part else old))
