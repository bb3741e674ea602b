"""The order of things: content is loaded once, then each case goes one way through all rooms."""

from docgen.pipeline.comparison import STATES, Compared, compare_states
from docgen.pipeline.content import Content, load_content
from docgen.pipeline.draft import Bar, Lack
from docgen.pipeline.examine import Examined, examine
from docgen.pipeline.formats import FORMATS, STANDARD, needed
from docgen.pipeline.generate import (
    Planned,
    Result,
    State,
    Undrafted,
    generate,
    plan,
    try_draft,
)
from docgen.pipeline.manifest import Manifest, OutputFile
from docgen.pipeline.package import DELIVERIES, deliver, formats_of, holds_several
from docgen.pipeline.settled import reopen, settle
from docgen.pipeline.workings import SHEET, SHEET_TYPE, workings_of

__all__ = [
    "DELIVERIES",
    "FORMATS",
    "SHEET",
    "SHEET_TYPE",
    "STANDARD",
    "STATES",
    "Bar",
    "Compared",
    "Content",
    "Examined",
    "Lack",
    "Manifest",
    "OutputFile",
    "Planned",
    "Result",
    "State",
    "Undrafted",
    "compare_states",
    "deliver",
    "examine",
    "formats_of",
    "generate",
    "holds_several",
    "load_content",
    "needed",
    "plan",
    "reopen",
    "settle",
    "try_draft",
    "workings_of",
]
