"""Every free text of a case: where the schema has one, and cases that have them all."""

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from typing import Any, Final

from cases import STATED, Case, full_case, leaves, put, represented_case, squeezed, without
from cases import statements as statements_of

FREE: Final = {"zeile", "text", "email"}

# An address abroad, for which no letter is written; a reason that takes the place of another one,
# whose form for the person is tried; and what is computed but stands on no letter yet.
NEVER_HERE: Final = re.compile(
    r"/(land|vergleich_unzumutbar/name)$"
    r"|/(kosten|aenderungen|einmalig|hoechstbetrag|teile|pflegegeld)/"
)

# Texts that other letters print, or the manifest, or nobody; here they are only read.
ELSEWHERE: Final = re.compile(
    r"^/(entscheidung/ort|sachbearbeitung/email|zielvereinbarung|verlauf|bestaetigte_hinweise)"
    r"|/(aufgabenkreise|gericht|wochenfaktor)"
)
IN_THE_WINDOW: Final = re.compile(r"^/(person|vertretung)/(anschrift|organisation|(titel|.*name)$)")


def whole(case: Case) -> Case:
    """A case with everything more that may be said in words."""
    case["sachbearbeitung"]["email"] = "vogt@ksv-muster.example"
    court = {"name": "Sozialgericht A", "strasse": "Weg 1", "plz": "01067", "ort": "B"}
    case["entscheidung"]["gericht"] = court
    case["leistungen"][0]["umfang"]["je"] = "woche"
    case["leistungen"][0] |= {
        "form": "gutschein",
        "gutschein_grund": {"sie": "Das geht nur so."},
        "gutschein_einloesung": "Beim Verein Muster.",
    }
    case["budget"]["wochenfaktor"] = {"wert": "4.33", "grund": "Das ist hier üblich."}
    case["bewilligung"] |= {"ende": "2029-11-30", "befristung_grund": {"sie": "Sie ziehen um."}}
    case["zielvereinbarung"]["nachweis"]["unterlagen"] = ["Bericht"]
    case["verlauf"] = [{"art": "gespraech", "datum": "2026-10-01", "aktenzeichen": "G 1"}]
    case["zusaetze"] = [{"rolle": "hinweis", "text": "Wir rufen Sie an."}]
    case["bestaetigte_hinweise"] = [
        {
            "code": "ueberpruefung.nach_gesamtplan",
            "pointer": "/bewilligung/ueberpruefung",
            "stand": "0" * 16,
            "grund": "Geprüft.",
            "bestaetigt_von": "Mara Vogt",
            "am": "2026-11-09",
        }
    ]
    without(case, *STATED)
    return case


def to_the_representative() -> Case:
    """Such a case of a represented person, with only what its letter prints."""
    case = whole(represented_case())
    case["vertretung"] |= {"gericht": "Amtsgericht Chemnitz", "gericht_aktenzeichen": "12 XVII 8"}
    del case["person"]["anschrift"]["zusatz"]
    for statement in statements_of(case):
        statement["name"] = statement.pop("sie")
    return case


def without_comparison() -> Case:
    """Such a case that says why no costs are compared."""
    case = whole(full_case())
    for name in ("vergleichsbetrag", "ueberschreitung_grund"):
        del case["budget"][name]
    case["budget"]["vergleich_unzumutbar"] = {"sie": "Anders wäre es nicht zumutbar."}
    return case


CASES: Final = {
    "an die Person": whole(full_case()),
    "an die Person, ohne Vergleich": without_comparison(),
    "an die Vertretung": to_the_representative(),
}


def free_texts(
    schema: Any,  # noqa: ANN401  # JSON
    part: Any,  # noqa: ANN401
    place: str = "",
) -> Iterator[tuple[str, int]]:
    """Every pointer to a free text in the schema of a case, of a list its first; its most signs."""
    name = part.get("$ref", "").rpartition("/")[2]
    if name in FREE:
        yield place, schema["$defs"][name]["maxLength"]
        return
    part = schema["$defs"].get(name, part)
    for member, below in part.get("properties", {}).items():
        yield from free_texts(schema, below, f"{place}/{member}")
    if "items" in part:
        yield from free_texts(schema, part["items"], f"{place}/0")


def filled(case: Case, fields: Collection[str], text: str) -> tuple[Case, dict[str, str]]:
    """A case with a text in every free text it has, each with a number of its own; and which."""
    case = deepcopy(case)
    texts = {}
    for number, pointer in enumerate(sorted({*fields} & {*leaves(case)}), start=10):
        own = f"{number}{text}"
        texts[pointer] = f"{squeezed(own)[:110]}@x.de" if pointer.endswith("/email") else own
        put(case, pointer, texts[pointer])
    return case, texts
