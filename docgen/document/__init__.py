"""Turn words and facts into the letter without a format.

`letter` lays out the frame of every letter (letterhead, address, information block, headings,
numbers), `blocks` the named blocks a clause can call for: `tables` of amounts and lists of
`points`. No legal word is written here but table titles.
"""

from docgen.document.blocks import BLOCK_FACTS
from docgen.document.letter import FRAME_FACTS, Frame, as_further_form, build_letter

__all__ = ["BLOCK_FACTS", "FRAME_FACTS", "Frame", "as_further_form", "build_letter"]
