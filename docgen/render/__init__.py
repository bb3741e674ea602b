"""A Letter becomes a file: PDF for paper, DOCX for editing, HTML and text for ears and fingers.

In: a format-free `Letter` and the folder of layouts. Out: bytes, the same in every process for
the same letter and the same library versions. A renderer is built once, reads everything it needs
from the layouts, and holds nothing of one letter when it draws the next. It is not thread-safe:
one render at a time in a process; more processes for more at once. Rendering any letter warms it.

The look is in the layouts, not here: `letter.html`, `letter.css`, `draft.css` and `fonts/` for PDF,
`letter.docx`, `screen.html` and `screen.css` for HTML; both kinds of HTML share `parts.html`. The
formats do not know each other; what all promise:

- every text stands literally, whatever it holds; a line feed is a line break;
- a ruling's number is drawn, not text; the first paragraph of a ruling carries it;
- the only date in the file is the day of the letter.

What those with pages promise besides:

- the last section without heading is the closing, unless it opens the letter. Of several blocks in
  it the first is the greeting, and room to sign follows it;
- a part that is to stay whole does, where it fits on a page;
- short tables stay whole; long ones repeat their header row;
- a logo stands in the upper right corner, as content with its words;
- a draft carries the word ENTWURF across every page, as decoration and not as text.

HTML shows that word at its top and bottom; text begins with it.
"""

from docgen.render.docx import DocxRenderer
from docgen.render.glyphs import Glyphs
from docgen.render.html import HtmlRenderer
from docgen.render.letterhead import widest_logo
from docgen.render.pdf import LARGE_PRINT, PdfRenderer
from docgen.render.text import TextRenderer

__all__ = [
    "LARGE_PRINT",
    "DocxRenderer",
    "Glyphs",
    "HtmlRenderer",
    "PdfRenderer",
    "TextRenderer",
    "widest_logo",
]
