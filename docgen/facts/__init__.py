"""The named values a letter may speak of: the one vocabulary between data and words.

`law/facts.yaml` names each fact with kind and source, `law/conditions.yaml` names each condition.
`gather` fills them for one letter; clauses print facts, conditions test them, duties demand them.
"""

from docgen.facts.conditions import Conditions, load_conditions
from docgen.facts.derived import DERIVED, HOLDS, RESTS_ON
from docgen.facts.gather import Circumstances, Fact, FactList, Facts, gather
from docgen.facts.vocabulary import FactPlan, SourceKind, Vocabulary, load_vocabulary

__all__ = [
    "DERIVED",
    "HOLDS",
    "RESTS_ON",
    "Circumstances",
    "Conditions",
    "Fact",
    "FactList",
    "FactPlan",
    "Facts",
    "SourceKind",
    "Vocabulary",
    "gather",
    "load_conditions",
    "load_vocabulary",
]
