"""Each rule about a PDF finds its own defect, and nothing else, in a letter that is else sound."""

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from sound_pdf import (
    broken,
    elements,
    sound,
    with_head_as_content,
    with_running_line_as_content,
)

from docgen.accessibility import check_accessibility
from docgen.accessibility.check import PDF_RULES
from docgen.findings import KINDS

Change = Callable[[pikepdf.Pdf], None]


def codes(data: bytes) -> set[str]:
    """The codes of everything found in a file."""
    return {one.code for one in check_accessibility(data)}


def test_in_a_sound_letter_nothing_is_found() -> None:
    assert check_accessibility(sound()) == ()


# --- breaking ------------------------------------------------------------------------------------


def without(*path: str) -> Change:
    """Delete an entry; the path leads from the catalog to it."""

    def change(pdf: pikepdf.Pdf) -> None:
        holder: Any = pdf.Root
        for name in path[:-1]:
            holder = holder[f"/{name}"]
        del holder[f"/{path[-1]}"]

    return change


def on(kind: str, number: int, edit: Callable[[Dictionary], None]) -> Change:
    """Edit an element of a type, counted from 0."""
    return lambda pdf: edit(elements(pdf, kind)[number])


def renamed(kind: str, number: int, other: str) -> Change:
    """Give an element another type."""
    return on(kind, number, lambda one: one.__setitem__("/S", Name(f"/{other}")))


def entered(kind: str, number: int, name: str, value: object) -> Change:
    """Set an entry of an element."""
    return on(kind, number, lambda one: one.__setitem__(f"/{name}", value))


def attributed(kind: str, number: int, name: str, value: object) -> Change:
    """Set an attribute of an element."""
    return on(kind, number, lambda one: one.A.__setitem__(f"/{name}", value))


def described(old: str, new: str) -> Change:
    """Change the XMP metadata."""

    def change(pdf: pikepdf.Pdf) -> None:
        text = pdf.Root.Metadata.read_bytes().decode()
        assert old in text
        pdf.Root.Metadata.write(text.replace(old, new).encode())

    return change


def painted(page: int, old: bytes, new: bytes) -> Change:
    """Change what a page paints, counted from 1."""

    def change(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[page - 1].Contents
        assert re.search(old, content.read_bytes())
        content.write(re.sub(old, new, content.read_bytes(), count=1))

    return change


def font(pdf: pikepdf.Pdf) -> Any:  # noqa: ANN401  # pikepdf's objects have no fixed form
    """The only font."""
    return pdf.pages[0].Resources.Font.F


def suspect(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def less_unicode(pdf: pikepdf.Pdf) -> None:
    mapping = font(pdf).ToUnicode
    mapping.write(mapping.read_bytes().replace(b"<42> <0042>", b""))


def orphan(pdf: pikepdf.Pdf) -> None:
    """Content whose parent is known, but no way leads there from the root."""
    root, page = pdf.Root.StructTreeRoot, pdf.pages[0]
    lost = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=root, K=Array([])))
    parents = root.ParentTree.Nums[1]
    number = len(parents)
    parents.append(lost)
    words = b"\n/P <</MCID %d>> BDC BT /F 10 Tf 60 400 Td (Fu\xdfzeile) Tj ET EMC" % number
    page.Contents.write(page.Contents.read_bytes() + words)


def another_parent(pdf: pikepdf.Pdf) -> None:
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    parents[0] = parents[3]


def no_way_back(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].obj["/StructParents"]


def one_parent_too_many(pdf: pikepdf.Pdf) -> None:
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    parents.append(parents[0])


def swapped(kind: str, number: int, first: int) -> Change:
    """Swap two neighbours in the tree."""

    def edit(one: Dictionary) -> None:
        kids: Any = one.K
        kids[first], kids[first + 1] = kids[first + 1], kids[first]

    return on(kind, number, edit)


def torn(kind: str, number: int) -> Change:
    """Let the last kid be that of an element of its own, of the same type."""

    def change(pdf: pikepdf.Pdf) -> None:
        one: Any = elements(pdf, kind)[number]
        last = one.K[-1]
        entries = {name: value for name, value in one.items() if name != "/K"}
        other = pdf.make_indirect(Dictionary({**entries, "/K": Array([last])}))
        del one.K[-1]
        place = [kid.objgen for kid in one.P.K].index(one.objgen)
        one.P.K.insert(place + 1, other)
        if last.get("/Type") == "/MCR":
            pdf.Root.StructTreeRoot.ParentTree.Nums[2 * last.Pg.StructParents + 1][last.MCID] = (
                other
            )

    return change


def torn_table(pdf: pikepdf.Pdf) -> None:
    """The row on the second page stands in a table of its own, which has no caption."""
    [table], [body] = elements(pdf, "Table"), elements(pdf, "TBody")
    last = body.K[1]
    del body.K[1]
    rows = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TBody, K=Array([last])))
    other = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Table, P=table.P, K=Array([rows]))
    )
    rows.P = other
    place = [kid.objgen for kid in table.P.K].index(table.objgen)
    table.P.K.insert(place + 1, other)


def torn_item(pdf: pikepdf.Pdf) -> None:
    """The last paragraph is a list of two items, one on each page; neither has a label."""
    paragraph: Any = elements(pdf, "P")[-1]
    items = []
    for kid in paragraph.K:
        body = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, K=Array([kid])))
        items.append(
            pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LI, K=Array([body])))
        )
        pdf.Root.StructTreeRoot.ParentTree.Nums[2 * kid.Pg.StructParents + 1][kid.MCID] = body
    paragraph.S, paragraph.K = Name.L, Array(items)


def id_elsewhere(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.IDTree.Names[1] = elements(pdf, "TH")[1]


def empty_element(kind: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        [document] = elements(pdf, "Document")
        empty = Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=document, K=Array([]))
        document.K.append(pdf.make_indirect(empty))

    return change


def paragraph_in_heading(pdf: pikepdf.Pdf) -> None:
    heading: Any = elements(pdf, "H1")[0]
    paragraph = elements(pdf, "P")[2]
    around = paragraph.P
    del around.K[[kid.objgen for kid in around.K].index(paragraph.objgen)]
    heading.K.append(paragraph)
    paragraph.P = heading


def nowhere(one: Dictionary) -> None:
    kids: Any = one.K
    kids.append(Dictionary(Type=Name.MCR, Pg=kids[0].Pg, MCID=99))


def twice(pdf: pikepdf.Pdf) -> None:
    paragraph = elements(pdf, "P")[0]
    paragraph.K.append(paragraph.K[0])


BROKEN: dict[str, tuple[str, Change]] = {
    "no_mark_info": ("zugang.ohne_tags", without("MarkInfo")),
    "suspects": (
        "zugang.ohne_tags",
        suspect,
    ),
    "no_language": ("zugang.sprache", without("Lang")),
    "no_such_language": ("zugang.sprache", entered("P", 0, "Lang", String("auf Deutsch"))),
    "no_title": ("zugang.titel", described(">Bescheid<", "><")),
    "no_metadata_title": ("zugang.titel", described("dc:title", "dc:subject")),
    "title_not_shown": ("zugang.titelanzeige", without("ViewerPreferences", "DisplayDocTitle")),
    "no_tabs": ("zugang.tabfolge", lambda pdf: pdf.pages[2].obj.__delitem__("/Tabs")),
    "no_font_program": (
        "zugang.schrift_fehlt",
        lambda pdf: font(pdf).FontDescriptor.__delitem__("/FontFile2"),
    ),
    "one_letter_without_meaning": ("zugang.schrift_ohne_unicode", less_unicode),
    "no_letter_with_meaning": (
        "zugang.schrift_ohne_unicode",
        lambda pdf: font(pdf).__delitem__("/ToUnicode"),
    ),
    "no_word_of_ua": ("zugang.kennzeichen_ua", described('pdfuaid:part="1"', "")),
    "another_part_of_ua": (
        "zugang.kennzeichen_ua",
        described('pdfuaid:part="1"', 'pdfuaid:part="2"'),
    ),
    "archive_without_tags": (
        "zugang.kennzeichen_a",
        described('conformance="A"', 'conformance="B"'),
    ),
    "no_profile": ("zugang.farbprofil", without("OutputIntents")),
    "attachment_of_no_kind": (
        "zugang.anlage",
        lambda pdf: pdf.Root.AF[0].__delitem__("/AFRelationship"),
    ),
    "attachment_not_listed": ("zugang.anlage", without("AF")),
    "text_outside_of_marks": (
        "zugang.inhalt_unmarkiert",
        painted(1, rb"\Z", b"\nBT /F 10 Tf 60 400 Td (x) Tj ET"),
    ),
    "line_outside_of_marks": ("zugang.inhalt_unmarkiert", painted(2, rb"\Z", b"\n0 0 9 9 re S")),
    "mark_without_number": (
        "zugang.inhalt_unmarkiert",
        painted(1, rb"\Z", b"\n/P BMC 0 0 9 9 re S EMC"),
    ),
    "artefact_in_content": (
        "zugang.inhalt_verschachtelt",
        painted(1, rb"(/H1 <</MCID \d+>> BDC)", rb"\1 /Artifact BMC 0 0 9 9 re f EMC"),
    ),
    "content_in_artefact": (
        "zugang.inhalt_verschachtelt",
        painted(1, rb"(?s)(/P <</MCID 0>> BDC.*?EMC)", rb"/Artifact BMC \1 0 0 9 9 re f EMC"),
    ),
    "no_way_to_content": ("zugang.inhalt_ohne_element", orphan),
    "no_content_there": ("zugang.inhalt_fehlt", on("P", 0, nowhere)),
    "content_twice": ("zugang.inhalt_doppelt", twice),
    "another_parent": ("zugang.elternverzeichnis", another_parent),
    "no_way_back": ("zugang.elternverzeichnis", no_way_back),
    "another_parent_of_a_link": (
        "zugang.elternverzeichnis",
        lambda pdf: pdf.pages[0].Annots[0].__setitem__("/StructParent", 0),
    ),
    "one_parent_too_many": ("zugang.elternverzeichnis", one_parent_too_many),
    "paragraphs_swapped": ("zugang.lesereihenfolge", swapped("Document", 0, 3)),
    "cells_swapped": ("zugang.lesereihenfolge", swapped("TR", 2, 0)),
    "sections_swapped_over_pages": ("zugang.lesereihenfolge", swapped("Document", 0, 10)),
    "table_torn": ("zugang.element_geteilt", torn_table),
    "list_torn": ("zugang.element_geteilt", torn("L", 0)),
    "paragraph_torn": ("zugang.element_geteilt", torn("P", -1)),
    "item_torn": ("zugang.element_geteilt", torn_item),
    "hyphen_in_the_text": ("zugang.worttrennung", painted(1, rb"ein Budget\.", rb"ein Bud\\255")),
    "unknown_type": ("zugang.art_unbekannt", renamed("P", 0, "Absatz")),
    "no_first_heading": ("zugang.hauptueberschrift", renamed("H1", 0, "H2")),
    "two_first_headings": ("zugang.hauptueberschrift", renamed("H2", 0, "H1")),
    "level_left_out": ("zugang.ueberschrift_sprung", renamed("H2", 1, "H4")),
    "heading_without_level": ("zugang.ueberschrift_sprung", renamed("H2", 0, "H")),
    "empty_paragraph": ("zugang.element_leer", empty_element("P")),
    "empty_leaf": ("zugang.element_leer", empty_element("NonStruct")),
    "text_in_a_section": ("zugang.text_ohne_absatz", renamed("P", 0, "Sect")),
    "paragraph_in_a_heading": ("zugang.verschachtelung", paragraph_in_heading),
    "silent_picture": (
        "zugang.bild_ohne_text",
        on("Figure", 0, lambda one: one.__delitem__("/Alt")),
    ),
    "picture_elsewhere": (
        "zugang.bild_rahmen",
        attributed("Figure", 0, "BBox", Array([60, 202, 100, 222])),
    ),
    "silent_link": (
        "zugang.anmerkung",
        lambda pdf: pdf.pages[0].Annots[0].__delitem__("/Contents"),
    ),
    "link_in_a_span": ("zugang.anmerkung", renamed("Link", 0, "Span")),
    "item_without_body": ("zugang.liste_aufbau", renamed("LBody", 0, "Div")),
    "paragraph_in_a_list": ("zugang.liste_aufbau", renamed("LI", 1, "Div")),
    "list_does_not_count": ("zugang.liste_zaehlung", on("L", 0, lambda one: one.__delitem__("/A"))),
    "paragraph_in_a_row": ("zugang.tabelle_aufbau", renamed("TD", 1, "P")),
    "two_heads": ("zugang.tabelle_aufbau", renamed("TBody", 0, "THead")),
    "row_too_wide": ("zugang.tabelle_zeile", attributed("TD", 1, "ColSpan", 2)),
    "cell_missing": ("zugang.tabelle_zeile", attributed("TH", 0, "RowSpan", 2)),
    "header_of_what": (
        "zugang.tabelle_kopf",
        on("TH", 1, lambda one: one.A.__delitem__("/Scope")),
    ),
    "header_nowhere": (
        "zugang.tabelle_bezug",
        attributed("TD", 0, "Headers", Array([String("x")])),
    ),
    "no_list_of_ids": ("zugang.kennung", without("StructTreeRoot", "IDTree")),
    "id_of_another": ("zugang.kennung", id_elsewhere),
    "id_twice": ("zugang.kennung", entered("TH", 1, "ID", String("leistung"))),
}


@pytest.mark.parametrize("defect", BROKEN)
def test_a_rule_finds_its_defect_and_no_other_does(defect: str) -> None:
    code, change = BROKEN[defect]

    assert codes(broken(change)) == {code}


def test_a_head_printed_again_as_content_is_found() -> None:
    assert codes(with_head_as_content()) == {"zugang.tabelle_kopf_wiederholt"}


def test_a_running_line_among_the_content_is_found() -> None:
    assert codes(with_running_line_as_content()) == {"zugang.laufende_zeile"}


@pytest.mark.parametrize("password", ["", "geheim"])
def test_an_encrypted_letter_is_found(password: str) -> None:
    locked = pikepdf.Encryption(owner="amt", user=password)

    assert codes(broken(lambda _: None, encryption=locked)) == {"zugang.verschluesselt"}


def test_a_letter_without_any_tags_says_so() -> None:
    assert "zugang.ohne_tags" in codes(broken(without("StructTreeRoot")))


def test_a_plain_pdf_owes_nothing_to_the_archive() -> None:
    def plain(pdf: pikepdf.Pdf) -> None:
        described('pdfaid:part="3" pdfaid:conformance="A"', "")(pdf)
        without("OutputIntents")(pdf)
        without("AF")(pdf)

    assert codes(broken(plain)) == set()


def test_a_new_list_at_the_top_of_a_page_is_not_a_torn_one() -> None:
    def begins_anew(pdf: pikepdf.Pdf) -> None:
        torn("L", 0)(pdf)
        painted(3, rb"\(2\.\)", b"(1.)")(pdf)

    assert codes(broken(begins_anew)) == set()


def test_a_new_paragraph_at_the_top_of_a_page_is_not_a_torn_one() -> None:
    def ends_early(pdf: pikepdf.Pdf) -> None:
        torn("P", -1)(pdf)
        painted(3, rb"Hilfe bei allem, was Sie", b"Hilfe.")(pdf)

    assert codes(broken(ends_early)) == set()


def test_a_paragraph_far_above_the_foot_of_its_page_is_not_torn() -> None:
    def begins_on_purpose(pdf: pikepdf.Pdf) -> None:
        torn("P", -1)(pdf)
        painted(3, rb"60 80 Td", b"60 300 Td")(pdf)
        painted(3, rb"60 100 Td", b"60 320 Td")(pdf)

    assert codes(broken(begins_on_purpose)) == set()


def test_columns_beside_each_other_may_be_read_in_any_order() -> None:
    assert codes(broken(swapped("Document", 0, 0))) == set()


def test_every_code_has_its_broken_file() -> None:
    shown = {code for code, _ in BROKEN.values()} | {
        "zugang.tabelle_kopf_wiederholt",
        "zugang.laufende_zeile",
        "zugang.verschluesselt",
        "zugang.nicht_pruefbar",
    }

    wanted = {code for code in KINDS if code.startswith("zugang.")}
    assert shown == {code for code in wanted if not code.startswith("zugang.word_")}


def test_a_finding_names_place_and_norm() -> None:
    [found] = check_accessibility(broken(renamed("H2", 1, "H4")))

    assert found.title == "Seite 2, Document/H4 „Nebenbestimmungen“"
    assert found.norm == "ISO 14289-1 (PDF/UA-1) 7.4.2; Matterhorn 14-003, 14-007; WCAG 1.3.1"
    assert found.message.startswith("Auf eine Überschrift der Ebene 2 folgt eine der Ebene 4.")


def test_many_places_of_one_defect_are_told_as_one() -> None:
    def everywhere(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            del page.obj["/Tabs"]

    [found] = check_accessibility(broken(everywhere))

    assert found.title == "Seite 1; Seite 2; Seite 3 und 1 weitere Stelle"


@pytest.mark.parametrize("rule", PDF_RULES, ids=lambda rule: rule.__name__)
def test_every_rule_names_its_norm(rule: Callable[..., object]) -> None:
    assert re.search(r"ISO (14289-1|32000-1|19005-3)", rule.__doc__ or "")


# --- odd files -----------------------------------------------------------------------------------


def bites_its_tail(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Sect" if elements(pdf, "Sect") else "P")[0].K.append(
        elements(pdf, "Document")[0]
    )


def of_other_kinds(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root.StructTreeRoot
    root.ParentTree, root.IDTree, root.RoleMap = 7, Name.x, Array([])
    pdf.Root.Names, pdf.Root.AF, pdf.Root.OutputIntents = 1, Name.x, String("x")
    pdf.Root.MarkInfo, pdf.Root.ViewerPreferences, pdf.Root.Metadata = 1, Array([]), 3
    table = elements(pdf, "TH")[0]
    table.A, table.ID = Array([1, Dictionary(O=Name.Table, ColSpan=-4)]), 5
    font(pdf).Widths, font(pdf).FirstChar = 3, String("x")
    pdf.pages[0].Annots.append(1)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"Hallo",
        broken(bites_its_tail),
    ],
    ids=["empty", "only_a_beginning", "text", "bites_its_tail"],
)
def test_what_is_no_letter_cannot_be_checked(data: bytes) -> None:
    assert codes(data) == {"zugang.nicht_pruefbar"}


def test_numbers_without_end_are_no_error() -> None:
    endless = painted(1, rb"60 780 Td", b"60 1" + b"0" * 400 + b" Td")

    assert codes(broken(endless))


def test_a_form_that_draws_itself_cannot_be_checked() -> None:
    def draws_itself(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        drawn = pdf.make_stream(b"/X Do /X Do")
        drawn.Type, drawn.Subtype, drawn.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        page.Resources.XObject = Dictionary(X=drawn)
        drawn.Resources = Dictionary(XObject=Dictionary(X=drawn))
        page.Contents.write(page.Contents.read_bytes() + b" /X Do")

    assert codes(broken(draws_itself)) == {"zugang.nicht_pruefbar"}


def test_objects_of_other_kinds_are_findings_and_no_error() -> None:
    assert "zugang.titelanzeige" in codes(broken(of_other_kinds))


@pytest.mark.parametrize("length", range(100, 24_000, 1_500))
def test_half_a_file_is_no_error(length: int) -> None:
    assert check_accessibility(sound()[:length])


def test_a_form_is_read_as_part_of_its_page() -> None:
    def form(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        drawn = pdf.make_stream(page.Contents.read_bytes())
        drawn.Type, drawn.Subtype, drawn.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
        drawn.Resources = page.Resources
        page.Resources = Dictionary(XObject=Dictionary(X=drawn))
        page.Contents.write(b"/X Do")

    assert codes(broken(form)) == set()


def test_saving_again_changes_nothing() -> None:
    with pikepdf.open(io.BytesIO(sound())) as pdf:
        saved = io.BytesIO()
        pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)

    assert codes(saved.getvalue()) == set()
