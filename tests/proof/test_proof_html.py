"""HTML is read only where a reader sees just that; any other file is refused with a sentence."""

import re
from collections.abc import Callable

import pytest
from mini_letter import LETTER, STYLE, make_html, make_html_of_body, provenance

from docgen.proof import Change, Reading, Status, Unit, UnreadableFileError, read_file, verify

WHOLE = make_html(LETTER, embedded=provenance()).decode()
LAST = "<p>Im Auftrag</p>"


def changed(before: str, after: str) -> str:
    """The file with the first of its places replaced; there must be one."""
    assert before in WHOLE, before
    return WHOLE.replace(before, after, 1)


def beside(added: str) -> str:
    """The file with something added at its end."""
    return changed(LAST, f"{LAST}{added}")


def with_table(table: str) -> str:
    return beside(f"<div><table>{table}</table></div>")


def read(text: str) -> Reading:
    return read_file(text.encode())


HEAD = "<thead><tr><th>A</th></tr></thead>"
ROWS = "<tbody><tr><td>b</td></tr></tbody>"

REFUSED: dict[str, str | bytes] = {
    # what nobody sees
    "a_hidden_paragraph": changed(LAST, '<p hidden="">Im Auftrag</p>'),
    "a_paragraph_hidden_by_style": changed(LAST, '<p style="display: none">Im Auftrag</p>'),
    "a_paragraph_hidden_from_speech": changed(LAST, '<p aria-hidden="true">Im Auftrag</p>'),
    "a_closed_box": beside("<details><p>Mehr</p></details>"),
    "a_template": beside("<template><p>Mehr</p></template>"),
    "a_noscript": beside("<noscript><p>Mehr</p></noscript>"),
    "a_comment": beside("<!-- Mehr -->"),
    "frames_instead_of_a_body": changed("<body>", "<frameset></frameset><body>"),
    # what is seen or heard and would not be read
    "a_picture": beside('<img src="data:," alt="Mehr">'),
    "a_foreign_page": beside('<iframe srcdoc="Mehr"></iframe>'),
    "a_drawing": beside("<svg><text>Mehr</text></svg>"),
    "a_field_with_text": beside('<input value="Mehr">'),
    "a_label_for_speech": changed(LAST, '<p aria-label="Mehr">Im Auftrag</p>'),
    "a_tooltip": changed(LAST, '<p title="Mehr">Im Auftrag</p>'),
    "bare_text_in_the_body": beside("Mehr"),
    "bare_text_in_a_list": beside("<ul>Mehr<li>Punkt</li></ul>"),
    "bare_text_in_a_table": with_table(f"<caption>T</caption>{HEAD}Mehr{ROWS}"),
    "bare_text_behind_the_body": changed("</body>", "</body>Mehr"),
    "a_paragraph_among_the_items_of_a_list": beside("<ul><p>Mehr</p></ul>"),
    "a_paragraph_in_a_paragraph": beside("<p>Eins<p>Zwei</p></p>"),
    "a_block_in_a_cell": with_table(
        "<caption>T</caption>" + HEAD + ROWS.replace("b", "<p>b</p>", 1)
    ),
    # what stands elsewhere than it is read
    "another_direction": changed(LAST, '<p dir="rtl">Im Auftrag</p>'),
    "a_popup": changed(LAST, '<p popover="auto">Im Auftrag</p>'),
    "a_table_without_a_caption": with_table(HEAD + ROWS),
    "a_table_with_a_second_head": with_table(
        f"<caption>T</caption>{HEAD.replace('</thead>', '<tr><th>C</th></tr></thead>')}{ROWS}"
    ),
    "a_table_with_its_head_below": with_table(f"<caption>T</caption>{ROWS}{HEAD}"),
    "a_cell_over_two_columns": with_table(
        f"<caption>T</caption>{HEAD}" + ROWS.replace("<td", '<td colspan="2"')
    ),
    "a_table_called_otherwise_in_speech": beside(
        f'<div aria-label="U"><table><caption>T</caption>{HEAD}{ROWS}</table></div>'
    ),
    "a_column_called_otherwise_beside_its_cell": with_table(
        f"<caption>T</caption>{HEAD}" + ROWS.replace("<td", '<td data-title="Mehr"')
    ),
    "a_list_that_counts_backwards": changed("<ol>", '<ol reversed="">'),
    # what runs, looks or asks otherwise
    "a_script": beside("<script>1</script>"),
    "a_script_in_the_head": changed("<style>", "<script>1</script><style>"),
    "an_event": changed(LAST, '<p onclick="1">Im Auftrag</p>'),
    "a_second_style_sheet": changed("<style>", "<style></style><style>"),
    "a_second_style_sheet_in_the_body": beside("<style>p { color: white }</style>"),
    "a_linked_style_sheet": changed("<style>", '<link rel="stylesheet" href="x"><style>'),
    "a_changed_style_sheet": changed(STYLE, "p { display: none }"),
    "a_style_sheet_for_print_alone": changed("<style>", '<style media="print">'),
    "a_weaker_policy": changed("style-src 'sha256-", "style-src 'unsafe-inline' 'sha256-"),
    "another_policy": changed("default-src 'none'", "default-src 'self'"),
    "no_policy": re.sub("<meta http-equiv.*>\n", "", WHOLE),
    "another_base": changed("<style>", '<base href="x"><style>'),
    "a_refresh": changed("<style>", '<meta http-equiv="refresh" content="0"><style>'),
    "no_zoom": changed("initial-scale=1", "initial-scale=1, user-scalable=no"),
    "a_provenance_twice": WHOLE.replace(
        "</head>", re.findall("<script.*</script>", WHOLE)[0] + "</head>"
    ),
    "a_language_of_its_own": changed('lang="de"', 'lang="en"'),
    # what a browser has to mend or to guess
    "no_document_type": changed("<!DOCTYPE html>\n", ""),
    "a_document_type_of_old": changed(
        "<!DOCTYPE html>", '<!DOCTYPE html SYSTEM "about:legacy-compat">'
    ),
    "an_end_left_out": changed("</p>", ""),
    "an_end_too_many": beside("</p>"),
    "elements_that_overlap": beside("<p><strong>Mehr</p></strong>"),
    "capital_letters": beside("<P>Mehr</P>"),
    "an_attribute_in_single_quotes": beside("<p class='x'>Mehr</p>"),
    "an_attribute_twice": beside('<p class="x" class="y">Mehr</p>'),
    "a_bare_angle_bracket": beside("<p>1 < 2</p>"),
    "an_unknown_reference": beside("<p>&mehr;</p>"),
    "a_reference_to_nothing": beside("<p>&#0;</p>"),
    "a_control_character": beside("<p>\x01</p>"),
    "an_end_of_the_file_in_the_middle": WHOLE[: len(WHOLE) // 2],
    "an_end_of_the_file_in_a_paragraph": WHOLE[: WHOLE.index("Im Auftrag")],
    "two_bodies": changed("<body>", '<body><body class="x">'),
    "latin_1": WHOLE.encode("latin-1", "replace"),
    "utf_16": WHOLE.encode("utf-16"),
    "another_charset": changed('charset="utf-8"', 'charset="latin-1"'),
    "xml": '<?xml version="1.0"?>' + WHOLE,
    # what takes long
    "too_big": beside("<p>Mehr</p>" * 400_000),
    "nested_too_deep": beside(f"{'<section>' * 20}{'</section>' * 20}"),
    "nested_very_deep": beside("<section>" * 100_000),
}


@pytest.mark.parametrize("file", REFUSED.values(), ids=REFUSED)
def test_another_file_is_refused_with_a_sentence(file: str | bytes) -> None:
    data = file if isinstance(file, bytes) else file.encode()

    with pytest.raises(UnreadableFileError) as refused:
        read_file(data)

    assert re.fullmatch(r"Die (HTML-)?Datei .+\.", str(refused.value), re.DOTALL)
    assert verify(data).status is Status.UNREADABLE


def test_the_file_they_all_began_as_is_unchanged() -> None:
    assert verify(WHOLE.encode()).status is Status.UNCHANGED


HARMLESS: dict[str, Callable[[str], str]] = {
    "a table body that browsers add": lambda text: re.sub("</?tbody>", "", text),
    "line ends of other systems": lambda text: text.replace("\n", "\r\n"),
    "more white space": lambda text: text.replace("</p>", " \n\t</p>\n\n"),
    "a character spelled by its number": lambda text: text.replace(LAST, "<p>&#73;m Auftrag</p>"),
    "other numbers of rulings": lambda text: text.replace("<li><p>", '<li value="7"><p>'),
    "another look by the same style sheet": lambda text: text.replace("<p>", '<p class="x">'),
    "another title of the window": lambda text: text.replace("<title>", "<title>Unser "),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_what_is_no_text_is_no_change(change: Callable[[str], str]) -> None:
    file = change(WHOLE)
    assert file != WHOLE

    assert verify(file.encode()).status is Status.UNCHANGED


def test_a_byte_order_mark_is_no_change() -> None:
    assert verify(f"\ufeff{WHOLE}".encode()).status is Status.UNCHANGED


def test_a_paragraph_added_anywhere_is_seen() -> None:
    verdict = verify(beside("<section><p>Mehr</p></section>").encode())

    assert verdict.status is Status.CHANGED
    assert verdict.changes == (Change("hinzugefuegt", "", "Mehr"),)


def test_without_its_provenance_nothing_is_said() -> None:
    file = re.sub("<script.*</script>", "", WHOLE)

    assert verify(file.encode()).status is Status.UNKNOWN


def test_the_mark_of_a_draft_stands_aside() -> None:
    drafted = read(changed("<body>", '<body class="draft">'))

    assert drafted.aside == ("ENTWURF",)
    assert drafted.units == read(WHOLE).units


def test_units_are_headings_paragraphs_items_rows_and_captions() -> None:
    body = """
      <header><address><p>Frau<br>Erika Beispiel</p></address>
      <ul><li>Datum: heute</li></ul></header>
      <main><h1>Eins</h1><section><h2>Zwei <strong>fett</strong></h2><p>Text &amp; &lt;b&gt;</p>
      <ol><li value="3"><p>Punkt <strong>f<br>ett</strong>.</p><p></p>
        <div class="x" tabindex="0" role="group" aria-label="Ti tel">
        <table role="table"><caption>Ti<br>tel</caption>
        <thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>
        <tbody><tr><th scope="row">x<br>y</th><td data-title="B">1,00&nbsp;€</td></tr></tbody>
        </table></div>
        <ul><li>Innen</li></ul></li></ol></section></main>"""

    reading = read_file(make_html_of_body(body))

    assert reading.format == "html"
    assert reading.units == (
        Unit("absatz", "Frau Erika Beispiel"),
        Unit("punkt", "Datum: heute"),
        Unit("ueberschrift", "Eins", level=1),
        Unit("ueberschrift", "Zwei fett", level=2),
        Unit("absatz", "Text & <b>"),
        Unit("punkt", "Punkt f ett."),
        Unit("titel", "Ti tel"),
        Unit("zeile", "A B"),
        Unit("zeile", "x y 1,00 €"),
        Unit("punkt", "Innen"),
    )
    assert (reading.sheets, reading.footers, reading.aside) == ((), (), ())
