"""The order of things: content is loaded once, then each case goes one way through all rooms."""

from docgen.pipeline.content import Content, load_content
from docgen.pipeline.draft import Lack, stops_draft
from docgen.pipeline.examine import examine
from docgen.pipeline.generate import FORMATS, Planned, Result, State, generate, plan
from docgen.pipeline.manifest import Manifest, OutputFile
from docgen.pipeline.package import DELIVERIES, deliver, formats_of
from docgen.pipeline.settled import settle

__all__ = [
    "DELIVERIES",
    "FORMATS",
    "Content",
    "Lack",
    "Manifest",
    "OutputFile",
    "Planned",
    "Result",
    "State",
    "deliver",
    "examine",
    "formats_of",
    "generate",
    "load_content",
    "plan",
    "settle",
    "stops_draft",
]
