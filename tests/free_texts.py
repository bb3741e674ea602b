"""Every free text of a case: where the schema has one, and cases that have them all."""

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from typing import Any, Final

from cases import STATED, Case, full_case, leaves, put, represented_case, squeezed, without
from cases import statements as statements_of

FREE: Final = {"zeile", "text", "email"}

# An address abroad, for which no letter is written; a reason that takes the place of another one,
# whose form for the person is tried; and changes, which are printed as what they change.
NEVER_HERE: Final = re.compile(
    r"/(land|vergleich_unzumutbar/name)$|/aenderungen/|^/leistungen/0/umfang/teile"
)

# Texts that other letters print, or the manifest, or nobody; here they are only read.
ELSEWHERE: Final = re.compile(
    r"^/(entscheidung/ort|sachbearbeitung/email|zielvereinbarung|verlauf|bestaetigte_hinweise)"
    r"|/(aufgabenkreise|gericht)|/pflegegeld/quelle"
)
# A reason that has to name a norm.
WITH_NORM: Final = re.compile(r"/(pflegegeld|hoechstbetrag)/grund/")
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
    for factor, value in (("wochen", "4.33"), ("tages", "365/12"), ("jahres", "1/12")):
        case["budget"][f"{factor}faktor"] = {"wert": value, "grund": f"Üblich: {factor}."}
    reason = {"sie": "Das Pflegegeld ist für dieselbe Hilfe bestimmt (§ 1)."}
    case["budget"]["pflegegeld"] = {"betrag": "1.00", "quelle": "Bescheid", "grund": reason}
    case["leistungen"] += _further(case["leistungen"][1])
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


def _further(service: Case) -> Iterator[Case]:
    """A service told by its costs, up to a highest amount, and one that is paid once."""
    common = {key: service[key] for key in ("traeger", "rechtsgrundlage", "bedarf")}
    part = {"bereich": "Wege", "menge": "2", "einheit": "stunde", "je": "tag"}
    cost = {
        "id": "lohn",
        "bezeichnung": "Lohn",
        "umfang": {"teile": [part]},
        "satz": {"betrag": "16.20", "quelle": "Vertrag"},
    }
    share = {
        "id": "ag",
        "bezeichnung": "Anteil",
        "prozent": "21",
        "von": ["lohn"],
        "quelle": "Lohn",
    }
    most = {
        "betrag": "5.00",
        "quelle": "bisherige Kosten",
        "grund": {"sie": "So viel wie bisher (§ 1)."},
    }
    own = {
        "id": "kosten",
        "bezeichnung": "Assistenz",
        "kosten": [cost, share],
        "hoechstbetrag": most,
    }
    yield deepcopy(common | own)
    paid = {"betrag": "25.00", "quelle": "Angebot"}
    yield deepcopy(
        common
        | {
            "id": "start",
            "bezeichnung": "Starthilfe",
            "einmalig": paid,
            "umfang_in_worten": "einmal",
        }
    )


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


def in_schema(pointer: str) -> str:
    """The place of a value as `free_texts` names it: every element of a list is its first."""
    return re.sub(r"/\d+(?=/|$)", "/0", pointer)


def filled(case: Case, fields: Collection[str], text: str) -> tuple[Case, dict[str, str]]:
    """A case with a text in every free text it has, each with a number of its own; and which."""
    case = deepcopy(case)
    texts = {}
    stated = sorted(pointer for pointer in leaves(case) if in_schema(pointer) in fields)
    for number, pointer in enumerate(stated, start=10):
        own = f"{number}{'§' if WITH_NORM.search(pointer) else ''}{text}"
        texts[pointer] = f"{squeezed(own)[:110]}@x.de" if pointer.endswith("/email") else own
        put(case, pointer, texts[pointer])
    return case, texts
