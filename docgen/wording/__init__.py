"""The words of one letter: clauses chosen by law and case, filled with opaque values.

`compile_wording` reads every clause text once and refuses what a clause may not contain;
`compose` chooses and fills the clauses of one letter.
"""

from docgen.wording.compile import (
    NAMED_BLOCKS,
    CompiledClause,
    CompiledWording,
    compile_wording,
)
from docgen.wording.compose import ComposedClause, ComposedSection, Composition, compose
from docgen.wording.markdown import NamedBlock, WordingError

__all__ = [
    "NAMED_BLOCKS",
    "CompiledClause",
    "CompiledWording",
    "ComposedClause",
    "ComposedSection",
    "Composition",
    "NamedBlock",
    "WordingError",
    "compile_wording",
    "compose",
]
