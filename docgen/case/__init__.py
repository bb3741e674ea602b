"""Turn the bytes of a case file into a frozen `Case`, with every structural problem at once.

In: a folder of JSON Schemas (read once, at start) and raw bytes. Out: a `Reading`, that is a
`Case` and its findings. The schemas are the only definition of a case: titles, order, limits and
most German explanations come from them; here stands only how they are applied and told.

    schemas = load_schemas(folder)
    reading = read_case(raw, schemas, "bescheid/bewilligung")

Two annotation keywords of our own stand in the schemas: `x-meldung`, the German explanation of
the `pattern`, `not`, `anyOf` or `oneOf` beside it, and `x-befund`, the code of its finding.
"""

from docgen.case.fields import Field
from docgen.case.gaps import Filled, Gap, fill_gaps
from docgen.case.model import Case, Reading, thawed
from docgen.case.raw import MAX_BYTES, read_object
from docgen.case.reading import read_case, read_cases
from docgen.case.schemas import Schemas, load_schemas

__all__ = [
    "MAX_BYTES",
    "Case",
    "Field",
    "Filled",
    "Gap",
    "Reading",
    "Schemas",
    "fill_gaps",
    "load_schemas",
    "read_case",
    "read_cases",
    "read_object",
    "thawed",
]
