"""What helps those who write the wording: all problems of the content at once, with their places.

`check_content` shows what keeps content from loading; content that loads goes through the checks
that loading does not make, one module each. Nothing here is needed to write a letter.
"""

from docgen.editing.check import Report, check_content
from docgen.editing.readable import LetterMeasures
from docgen.editing.remarks import Check, Remark

__all__ = ["Check", "LetterMeasures", "Remark", "Report", "check_content"]
