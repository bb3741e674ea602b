"""The order of things: content is loaded once, then each case goes one way through all rooms."""

from docgen.pipeline.content import Content, load_content
from docgen.pipeline.generate import FORMATS, Planned, Result, State, examine, generate, plan

__all__ = [
    "FORMATS",
    "Content",
    "Planned",
    "Result",
    "State",
    "examine",
    "generate",
    "load_content",
    "plan",
]
