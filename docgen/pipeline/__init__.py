"""The order of things: content is loaded once, then each case goes one way through all rooms."""

from docgen.pipeline.content import Content, load_content
from docgen.pipeline.generate import FORMATS, Result, State, examine, generate

__all__ = ["FORMATS", "Content", "Result", "State", "examine", "generate", "load_content"]
