"""The engines by themselves, on the same content: WeasyPrint's own call, and plain docxtpl."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, Final
from unittest.mock import patch

import weasyprint
from docx import Document
from docxtpl import DocxTemplate

from docgen.letter import Block, BulletList, Letter, Paragraph, Ruling, Table
from docgen.pipeline import Content
from docgen.proof import compare_text, read_file

_OURS: Final = ("attachments", "finisher")
"""Options of the renderer that add to the engine's work; the bare call goes without."""

_STYLES: Final = {
    "heading": "Heading 2",
    "text": "Body Text",
    "bullet": "List Bullet",
    "ruling": "List Number",
    "caption": "Caption",
}


def bare_weasyprint(content: Content, letter: Letter) -> Callable[[], bytes]:
    """Give the engine's call on the very HTML, style, fonts and variant that the renderer uses."""
    calls: list[tuple[dict[str, Any], dict[str, Any]]] = []

    class Recorded(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self, **source: Any) -> None:  # noqa: ANN401
            super().__init__(**source)
            self._source = source

        def write_pdf(self, **options: Any) -> bytes:  # noqa: ANN401
            calls.append((self._source, options))
            return bytes(super().write_pdf(**options))

    with patch.object(weasyprint, "HTML", Recorded):
        content.pdf.render(letter)
    [(source, options)] = calls
    options = {name: value for name, value in options.items() if name not in _OURS}
    return lambda: bytes(weasyprint.HTML(**source).write_pdf(**options))


def plain_docxtpl(content: Content, letter: Letter) -> Callable[[], bytes]:
    """Give a call of docxtpl as its manual shows it, printing every text of the letter.

    The template is the frame of the layouts with the usual loops in the place of the body.
    """
    template = _looped((content.layouts / "letter.docx").read_bytes())
    head = letter.letterhead
    values = {
        "authority": head.authority[0],
        "letterhead": "\n".join(head.authority[1:]),
        "return_line": head.return_line,
        "address": "\n".join(head.address),
        "information": "\n".join(f"{label}:\t{value}" for label, value in head.information),
        "subject": letter.subject,
        "reference": letter.reference,
        "salutation": letter.salutation,
        "running_line": letter.running_line,
        "blocks": list(_blocks(letter)),
    }

    def render() -> bytes:
        document = DocxTemplate(BytesIO(template))
        document.render(values, autoescape=True)
        saved = BytesIO()
        document.save(saved)
        return saved.getvalue()

    changes = compare_text(read_file(render()), tuple(letter.reading_order()))
    assert not changes, changes
    return render


def _looped(frame: bytes) -> bytes:
    document = Document(BytesIO(frame))
    [body] = [one for one in document.paragraphs if one.text.strip() == "{{ body }}"]
    body.insert_paragraph_before("{%p for block in blocks %}")
    for kind, style in _STYLES.items():
        body.insert_paragraph_before(f"{{%p if block.kind == '{kind}' %}}")
        body.insert_paragraph_before("{{ block.text }}", style)
        body.insert_paragraph_before("{%p endif %}")
    body.insert_paragraph_before("{%p if block.kind == 'table' %}")
    table = document.add_table(3, 3)
    table.cell(0, 0).text = "{%tr for row in block.rows %}"
    for column, text in enumerate(("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}")):
        table.cell(1, column).text = text
    table.cell(2, 0).text = "{%tr endfor %}"
    body._p.addprevious(table._tbl)  # noqa: SLF001  # python-docx has no other way
    body.insert_paragraph_before("{%p endif %}")
    body.text = "{%p endfor %}"
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _blocks(letter: Letter) -> Iterator[dict[str, Any]]:
    for section in letter.sections:
        if section.heading is not None:
            yield {"kind": "heading", "text": section.heading}
        for block in section.blocks:
            match block:
                case Ruling(blocks=inner):
                    for one in inner:
                        yield from _block(one, "ruling")
                case _:
                    yield from _block(block, "text")


def _block(block: Block, kind: str) -> Iterator[dict[str, Any]]:
    match block:
        case Paragraph(runs):
            yield {"kind": kind, "text": "".join(run.text for run in runs)}
        case BulletList(items):
            for item in items:
                yield {"kind": "bullet", "text": "".join(run.text for run in item)}
        case Table():
            yield {"kind": "caption", "text": block.caption}
            titles = [column.title for column in block.columns]
            yield {"kind": "table", "rows": [titles, *(list(row.cells) for row in block.rows)]}
