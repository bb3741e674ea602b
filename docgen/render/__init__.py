"""A Letter becomes a file: PDF for the reader, DOCX for the editor.

In: a format-free `Letter` and the folder of layouts. Out: bytes, the same in every process for
the same letter and the same library versions. A renderer is built once, reads everything it needs
from the layouts, and holds nothing of one letter when it draws the next. It is not thread-safe:
one render at a time in a process; more processes for more at once. Rendering any letter warms it.

The look is in the layouts (`letter.html`, `letter.css`, `draft.css`, `letter.docx`, `fonts/`), not
here. The formats do not know each other; what both promise:

- every text stands literally, whatever it holds; a line feed is a line break;
- the last section without heading is the closing, unless it opens the letter. Of several blocks in
  it the first is the greeting, and room to sign follows it;
- a ruling's number is drawn, not text; the first paragraph of a ruling carries it;
- a part that is to stay whole does, where it fits on a page;
- short tables stay whole; long ones repeat their header row;
- the only date in the file is the day of the letter;
- a draft carries the word ENTWURF across every page, as decoration and not as text.
"""

from docgen.render.docx import DocxRenderer
from docgen.render.glyphs import Glyphs
from docgen.render.pdf import PdfRenderer

__all__ = ["DocxRenderer", "Glyphs", "PdfRenderer"]
