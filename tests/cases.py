"""The cases every test starts from: the example, and what a case may add to it."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
EXAMPLE: Final = ROOT / "examples" / "ksv-sachsen-2026.json"
_EXAMPLES: Final = {
    path.stem: json.loads(path.read_bytes()) for path in sorted(EXAMPLE.parent.glob("*.json"))
}

Case = dict[str, Any]

STATED: Final = ("/kontrolle", "/zielvereinbarung/gesamtbudget")
"""The amounts the example only states, to be held against those that are computed."""


def example(name: str = EXAMPLE.stem) -> Case:
    """A new copy of an example; case 3 (KSV Sachsen, 2026) unless another is named."""
    copy: Case = deepcopy(_EXAMPLES[name])
    return copy


def full_case() -> Case:
    """The example with every free text a letter to the person may print."""
    case = example()
    case["entscheidung"]["ermessen"] = {"sie": "Beim Umfang haben wir den Abend bedacht."}
    case["person"]["titel"] = "Dr."
    case["person"]["anschrift"]["zusatz"] = "c/o Wohngruppe"
    case["sachbearbeitung"]["titel"] = "Dr."
    for service in case["leistungen"]:
        service["voraussetzungen"] = {"sie": "Die Voraussetzungen liegen vor."}
    case["leistungen"][0]["satz"] = {"betrag": "52.40", "quelle": "Angebot 2026"}
    case["budget"]["vergleichsbetrag"] = "400.00"
    case["budget"]["ueberschreitung_grund"] = {"sie": "Anders geht es nicht."}
    case["begruendung"]["wunsch"] = {"sie": "Sie wünschen feste Zeiten."}
    case["bewilligung"] |= {
        "beginn_grund": {"sie": "Vorher war die Assistenzkraft nicht frei."},
        "ueberpruefung": "2029-01-31",
        "ueberpruefung_grund": {"sie": "Vorher ändert sich nichts."},
    }
    return case


def limited_case() -> Case:
    """The example with an end and its reason."""
    case = example()
    case["bewilligung"] |= {
        "ende": "2028-11-30",
        "befristung_grund": {"sie": "Danach endet die Maßnahme."},
    }
    return case


def represented_case() -> Case:
    """The full case, its letter addressed to a representative."""
    case = full_case()
    case["vertretung"] = {
        "art": "betreuung",
        "organisation": "Betreuungsverein Muster",
        "anrede": "frau",
        "titel": "Dr.",
        "vorname": "Éva",
        "nachname": "Ötvös",
        "anschrift": {"zusatz": "Haus 2", "strasse": "Gasse 3", "plz": "09113", "ort": "Chemnitz"},
        "aufgabenkreise": ["Vermögenssorge"],
    }
    for statement in statements(case):
        statement["name"] = statement["sie"]
    return case


def voucher_case() -> Case:
    """The example, its second service as a voucher, with a contribution of 90 euro."""
    case = example()
    reason = {"sie": "Den Verein gibt es nur gegen Gutschein."}
    case["leistungen"][1] |= {
        "form": "gutschein",
        "gutschein_grund": reason | {"name": reason["sie"]},
        "gutschein_einloesung": "Beim Kulturverein Muster, Musterufer 4, 01067 Dresden.",
    }
    case["budget"]["eigenbeitrag"] = {
        "art": "festgesetzt",
        "monatsbetrag": "90.00",
        "bescheid": "2026-10-05",
    }
    del case["kontrolle"]
    return case


def changing_case() -> Case:
    """The example from the middle of a month: more hours later, a voucher at a flat rate, a start.

    What changes on 15 June 2027 are the hours of the first service and the value of the voucher.
    """
    case = without(voucher_case(), *STATED[1:])
    case["bewilligung"]["beginn"] = "2026-12-15"
    case["antrag"]["gewuenschter_beginn"] = "2026-12-15"
    case["budget"] |= {
        "vergleichsbetrag": "700.00",
        "eigenbeitrag": {"art": "keiner", "grund": "lebensunterhalt"},
    }
    training, leisure = case["leistungen"]
    training["aenderungen"] = [
        {"ab": "2027-06-15", "umfang": {"menge": "6", "einheit": "stunde", "je": "monat"}}
    ]
    del leisure["umfang"]
    leisure["satz"] = {"betrag": "240.00", "quelle": "Angebot des Vereins 2026", "je": "monat"}
    leisure["aenderungen"] = [{"ab": "2027-06-15", "satz": leisure["satz"] | {"betrag": "260.00"}}]
    once = {"betrag": "250.00", "quelle": "Kostenvoranschlag vom 12. Oktober 2026"}
    leisure["umfang_in_worten"] = "ein Abend in der Woche"
    start = {key: training[key] for key in ("traeger", "rechtsgrundlage")}
    start |= {"id": "start", "bezeichnung": "Starthilfe", "einmalig": once}
    start["bedarf"] = {
        "bereich": "Vorbereitung",
        "problemlage": {"sie": "Für die ersten Wege fehlen Ihnen Hilfsmittel."},
        "ziel": {"sie": "Sie wollen gleich mit dem Üben beginnen."},
    }
    start["umfang_in_worten"] = "einmal"
    case["leistungen"].append(start)
    return case


def employer_case() -> Case:
    """The example, whose person employs assistants, with both deductions; one of them changes."""
    case = without(example(), *STATED)
    _, leisure = case["leistungen"]
    del leisure["umfang"], leisure["satz"]
    wage = {"menge": "10", "einheit": "stunde", "je": "woche"}
    leisure["kosten"] = [
        {
            "id": "lohn",
            "bezeichnung": "Lohn",
            "umfang": wage,
            "satz": {"betrag": "16.20", "quelle": "Arbeitsvertrag"},
        },
        {
            "id": "anteil",
            "bezeichnung": "Arbeitgeberanteil",
            "prozent": "21.1",
            "von": ["lohn"],
            "quelle": "Angabe der Lohnabrechnung",
        },
        {
            "id": "unfall",
            "bezeichnung": "Unfallversicherung",
            "satz": {"betrag": "465.00", "quelle": "Bescheid der Unfallkasse", "je": "jahr"},
        },
    ]
    leisure["bedarf"]["bereich"] = "Basisversorgung"
    limit = "Bisher haben wir höchstens diesen Betrag gezahlt (§ 29 Abs. 2 Satz 7 SGB IX)."
    leisure["hoechstbetrag"] = {
        "betrag": "880.00",
        "quelle": "bisherige Kosten",
        "grund": {"sie": limit, "name": limit},
    }
    reason = "Das Pflegegeld ist für dieselbe Hilfe bestimmt (§ 63b Abs. 6 SGB XII)."
    case["budget"] |= {
        "vergleichsbetrag": "1500.00",
        "pflegegeld": {
            "betrag": "347.00",
            "anteil": "2/3",
            "quelle": "Bescheid der Pflegekasse",
            "grund": {"sie": reason, "name": reason},
        },
        "eigenbeitrag": {
            "art": "festgesetzt",
            "monatsbetrag": "90.00",
            "bescheid": "2026-10-05",
            "aenderungen": [
                {"ab": "2027-01-01", "monatsbetrag": "70.00", "bescheid": "2026-10-30"}
            ],
        },
    }
    case["zielvereinbarung"]["nachweis"]["art"] = "verwendungsnachweis"
    return case


def many_services(count: int, words: str = "Wege sind unsicher.") -> Case:
    """The example with so many services, each explained in these words."""
    case = without(example(), *STATED)
    case["budget"]["vergleichsbetrag"] = "99999.00"
    [_, service] = case["leistungen"]
    service["bedarf"] |= {"problemlage": {"sie": words}, "ziel": {"sie": words}}
    case["leistungen"] = [service | {"id": f"leistung-{number}"} for number in range(count)]
    return case


def statements(value: object) -> Iterator[dict[str, str]]:
    """Every sentence of a case that is worded for its reader."""
    if isinstance(value, dict):
        if "sie" in value:
            yield value
        for below in value.values():
            yield from statements(below)
    elif isinstance(value, list):
        for below in value:
            yield from statements(below)


def raw(case: Case) -> bytes:
    """A case as the bytes of its file."""
    return json.dumps(case, ensure_ascii=False).encode()


def squeezed(text: str) -> str:
    """Text without white space: where lines were broken plays no role."""
    return re.sub(r"\s", "", text)


def put(case: Case, pointer: str, value: object) -> Case:
    """Set one value of a case; objects on the way are made."""
    *above, last = pointer.split("/")[1:]
    place: Any = case
    for step in above:
        place = place[int(step)] if isinstance(place, list) else place.setdefault(step, {})
    place[int(last) if isinstance(place, list) else last] = value
    return case


def without(case: Case, *pointers: str) -> Case:
    """Take values out of a case."""
    for pointer in pointers:
        *above, last = pointer.split("/")[1:]
        place: Any = case
        for step in above:
            place = place[int(step)] if isinstance(place, list) else place[step]
        del place[int(last) if isinstance(place, list) else last]
    return case


def get(case: Case, pointer: str) -> object:
    """The value at a pointer."""
    place: Any = case
    for step in pointer.split("/")[1:]:
        place = place[int(step)] if isinstance(place, list) else place[step]
    found: object = place
    return found


def leaves(value: object, pointer: str = "") -> Iterator[str]:
    """Every pointer to a value that holds no other."""
    if isinstance(value, dict):
        for name, below in value.items():
            yield from leaves(below, f"{pointer}/{name}")
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from leaves(below, f"{pointer}/{number}")
    else:
        yield pointer
