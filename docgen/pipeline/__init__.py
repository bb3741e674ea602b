"""The order of things: content is loaded once, then each case goes one way through all rooms."""

from docgen.pipeline.content import Content, load_content
from docgen.pipeline.draft import Bar, Lack
from docgen.pipeline.examine import Examined, examine
from docgen.pipeline.generate import (
    FORMATS,
    Planned,
    Result,
    State,
    Undrafted,
    generate,
    plan,
    try_draft,
)
from docgen.pipeline.manifest import Manifest, OutputFile
from docgen.pipeline.package import DELIVERIES, deliver, formats_of
from docgen.pipeline.settled import reopen, settle

__all__ = [
    "DELIVERIES",
    "FORMATS",
    "Bar",
    "Content",
    "Examined",
    "Lack",
    "Manifest",
    "OutputFile",
    "Planned",
    "Result",
    "State",
    "Undrafted",
    "deliver",
    "examine",
    "formats_of",
    "generate",
    "load_content",
    "plan",
    "reopen",
    "settle",
    "try_draft",
]
