"""Turn `law/facts.yaml` into the plan of every fact: title, kind and where its value comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator

from docgen.dataset import Problems, read_parted
from docgen.obligations import ValueKind

RESERVED: Final = frozenset({"norm", "begriff", "nummer"})
"""Names that mean something else in a clause."""


class SourceKind(StrEnum):
    """Which earlier value a fact is taken from."""

    FALL = "fall"
    """The case, by JSON pointer."""
    TRAEGER = "traeger"
    """The carrier: a rule of its folder, by name."""
    RECHT = "recht"
    """A parameter of the law, by name."""
    BUDGET = "budget"
    """The computed budget, by field of its slice."""
    ABGELEITET = "abgeleitet"
    """One documented function of `facts.derived`, by name."""


@dataclass(frozen=True, slots=True)
class FactPlan:
    """How one fact is obtained and spelled.

    kind None: a list whose fields stand in `fields`. form: `wort` or `ordnung` for numbers,
    `ungetrennt` for what a line must not part. literal: a text of the case that stands on the
    letter as it is.
    """

    name: str
    title: str
    kind: ValueKind | None
    source: SourceKind
    key: str
    form: str | None
    literal: bool
    fields: Mapping[str, "FactPlan"]


Vocabulary = Mapping[str, FactPlan]


def load_vocabulary(
    root: Path, schemas: Mapping[str, Draft202012Validator], problems: Problems
) -> Vocabulary:
    """Read the vocabulary below a content root.

    It stands in `law/facts.yaml`; more may stand in files of `law/facts/`.
    """
    rows = read_parted(root, "law/facts", schemas["facts"], problems)
    for name in sorted(RESERVED & rows.keys()):
        place = rows[name][1].place(name)
        problems.add(place, f"„{name}“ hat in Bausteinen schon eine Bedeutung.")
    return {name: _plan(name, row) for name, (row, _) in rows.items()}


def _plan(name: str, row: Mapping[str, Any]) -> FactPlan:
    ((source, key),) = row["aus"].items()
    return FactPlan(
        name,
        row["titel"],
        None if row["art"] == "liste" else ValueKind(row["art"]),
        SourceKind(source),
        key,
        row.get("form"),
        row.get("woertlich", False),
        {
            field: FactPlan(
                f"{name}.{field}",
                plan["titel"],
                ValueKind(plan["art"]),
                SourceKind(source),
                field,
                None,
                plan.get("woertlich", False),
                {},
            )
            for field, plan in row.get("felder", {}).items()
        },
    )
