"""Rules about tables: whole rows, header cells that say what they head, ids that lead somewhere."""

from collections.abc import Iterator

from docgen.accessibility.pdf_file import PdfFile
from docgen.accessibility.pdf_objects import entry, items, key, leaves, name, text, whole
from docgen.accessibility.pdf_structure import Element
from docgen.accessibility.told import told
from docgen.findings import Finding

_GROUPS = frozenset({"THead", "TBody", "TFoot"})
_CELLS = frozenset({"TH", "TD"})
_PARENTS = {
    "TR": _GROUPS | {"Table"},
    "TH": frozenset({"TR"}),
    "TD": frozenset({"TR"}),
    **dict.fromkeys(_GROUPS, frozenset({"Table"})),
}
_KIDS = {
    "Table": _GROUPS | {"TR", "Caption"},
    "TR": _CELLS,
    **dict.fromkeys(_GROUPS, frozenset({"TR"})),
}
_SCOPES = frozenset({"Row", "Column", "Both"})
_MOST_SPANNED = 1000


def build_of_tables(file: PdfFile) -> Iterator[Finding]:
    """Tables hold rows, rows hold cells; one head, one foot, a caption at an end.

    ISO 32000-1 14.8.4.3.4, Table 337; ISO 14289-1 (PDF/UA-1) 7.2; Matterhorn 09-004.
    """
    norm = "ISO 32000-1 Table 337; ISO 14289-1 (PDF/UA-1) 7.2; Matterhorn 09-004"
    for one in file.elements:
        around = one.parent.role if one.parent else ""
        roles = [kid.role for kid in one.elements]
        wrong = (
            (one.role in _PARENTS and around not in _PARENTS[one.role])
            or (one.role in _KIDS and not _KIDS[one.role].issuperset(roles))
            or (one.role == "Table" and not _is_ordered(roles))
        )
        if wrong:
            yield told("zugang.tabelle_aufbau", file.where(one), norm)


def whole_rows(file: PdfFile) -> Iterator[Finding]:
    """Every row fills all columns, cells over several rows and columns counted.

    ISO 14289-1 (PDF/UA-1) 7.2, 7.5; ISO 32000-1 Table 349; WCAG 1.3.1.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.2, 7.5; ISO 32000-1 Table 349; WCAG 1.3.1"
    for table in _tables(file):
        filled = _filled(rows(table))
        columns = max(map(len, filled), default=0)
        for row, taken in zip(rows(table), filled, strict=False):
            if len(taken) != columns:
                yield told(
                    "zugang.tabelle_zeile",
                    file.where(row),
                    norm,
                    anzahl=len(taken),
                    spalten=columns,
                )


def scope_of_headers(file: PdfFile) -> Iterator[Finding]:
    """A table has header cells, and each says whether it heads a row or a column.

    ISO 14289-1 (PDF/UA-1) 7.5; Matterhorn 15-003; WCAG 1.3.1. The norm accepts Headers and IDs
    instead; not every reader follows them, so this house wants both.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.5; Matterhorn 15-003; WCAG 1.3.1"
    for table in _tables(file):
        heads = [one for one in _cells(table) if one.role == "TH"]
        if not heads:
            yield told("zugang.tabelle_kopf", file.where(table), norm)
        for one in heads:
            if name(one.attribute("Table", "Scope")) not in _SCOPES:
                yield told("zugang.tabelle_kopf", file.where(one), norm)


def headers_resolve(file: PdfFile) -> Iterator[Finding]:
    """What a cell names as its headers are header cells of the same table.

    ISO 14289-1 (PDF/UA-1) 7.5; ISO 32000-1 Table 349; Matterhorn 15-005.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.5; ISO 32000-1 Table 349; Matterhorn 15-005"
    for table in _tables(file):
        cells = _cells(table)
        heads = {one.identifier for one in cells if one.role == "TH"} - {""}
        for one in cells:
            named = [text(each) for each in items(one.attribute("Table", "Headers"))]
            if not heads.issuperset(named):
                yield told("zugang.tabelle_bezug", file.where(one), norm)


def every_id_is_listed(file: PdfFile) -> Iterator[Finding]:
    """The IDTree lists every ID once, with its element. ISO 32000-1 14.7.2, Table 322."""
    norm = "ISO 32000-1 14.7.2, Table 322"
    if file.tree is None:
        return
    listed: dict[str, object] = {}
    for identifier, element in leaves(entry(file.tree.root, "/IDTree"), "/Names"):
        listed[text(identifier)] = element
    seen: set[str] = set()
    for one in file.elements:
        if one.identifier:
            if key(listed.pop(one.identifier, None)) != one.key or one.identifier in seen:
                yield told("zugang.kennung", f"{file.where(one)}, Kennung {one.identifier}", norm)
            seen.add(one.identifier)
    for identifier in listed:
        yield told("zugang.kennung", f"IDTree, Kennung {identifier}", norm)


def repeated_heads(file: PdfFile) -> Iterator[Finding]:
    """A header row that is printed again on the next page is an artefact there.

    ISO 14289-1 (PDF/UA-1) 7.1, 7.8; Matterhorn 01-001. Held against each other are the words of
    header rows on different pages within one table, or within it and the table before it where it
    goes on without a caption.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.1; Matterhorn 01-001"
    before: dict[str, int] = {}
    for table in _tables(file):
        if any(one.role == "Caption" for one in table.elements):
            before = {}
        for row in rows(table):
            words, content = file.text(row), file.content(row)
            if not content or not _is_head(row):
                continue
            if before.setdefault(words, content[0].page) < content[0].page:
                yield told("zugang.tabelle_kopf_wiederholt", file.where(row), norm)


def rows(table: Element) -> list[Element]:
    """Give the rows of a table, those of a table in a cell left out."""
    found = []
    for one in table.elements:
        if one.role == "TR":
            found.append(one)
        elif one.role in _GROUPS:
            found += [row for row in one.elements if row.role == "TR"]
    return found


def _tables(file: PdfFile) -> list[Element]:
    return [one for one in file.elements if one.role == "Table"]


def _cells(table: Element) -> list[Element]:
    return [one for row in rows(table) for one in row.elements if one.role in _CELLS]


def _is_head(row: Element) -> bool:
    in_head = row.parent is not None and row.parent.role == "THead"
    return in_head or all(one.role == "TH" for one in row.elements)


def _is_ordered(roles: list[str]) -> bool:
    once = all(roles.count(one) <= 1 for one in ("THead", "TFoot", "Caption"))
    return once and "Caption" not in roles[1:-1]


def _filled(table: list[Element]) -> list[set[int]]:
    """Give the columns each row fills."""
    filled: list[set[int]] = [set() for _ in table]
    for index, row in enumerate(table):
        column = 0
        for cell in row.elements:
            while column in filled[index]:
                column += 1
            across, down = (_span(cell, one) for one in ("ColSpan", "RowSpan"))
            for taken in filled[index : index + down]:
                taken.update(range(column, column + across))
            column += across
    return filled


def _span(cell: Element, attribute: str) -> int:
    return min(max(whole(cell.attribute("Table", attribute), 1), 1), _MOST_SPANNED)


RULES = (
    build_of_tables,
    whole_rows,
    scope_of_headers,
    headers_resolve,
    every_id_is_listed,
    repeated_heads,
)
