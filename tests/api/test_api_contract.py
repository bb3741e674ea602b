"""What integrators were promised in `docs/vertrag/` is what the service does."""

import base64
import hashlib
import http.client
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Self
from zipfile import ZipFile

import httpx
import pytest
from cases import ROOT
from service import Service

from docgen.api import Trouble
from docgen.findings import KINDS

CONTRACT: Final = ROOT / "docs" / "vertrag"
PAIRS: Final = sorted(file.stem for file in (CONTRACT / "paare").glob("*.json"))
_SHOWN: Final = 120

Values = dict[str, Any]


@dataclass(frozen=True)
class Pair:
    """A golden request with its golden answer."""

    name: str
    request: Values
    answer: Values
    form_only: frozenset[str]

    @classmethod
    def read(cls, name: str) -> Self:
        """Read the pair of this name."""
        pair = json.loads((CONTRACT / "paare" / f"{name}.json").read_text(encoding="utf-8"))
        return cls(name, pair["anfrage"], pair["antwort"], frozenset(pair["nur_form"]))

    def replayed(self, service: Service, **more_headers: str) -> httpx.Response:
        """Send the request to a service."""
        method, url = self.request["methode"], service.url + self.request["weg"]
        headers = self.request["kopf"] | more_headers
        if "Content-Length" in headers:
            return _only_announced(method, url, headers)
        return httpx.request(method, url, headers=headers, content=self._body(service), timeout=60)

    def _body(self, service: Service) -> bytes | None:
        match self.request:
            case {"koerper": str(file)}:
                return (CONTRACT / file).read_bytes()
            case {"koerper_aus": str(earlier)}:
                return Pair.read(earlier).replayed(service).content
        return None

    def assert_kept_by(self, answer: httpx.Response) -> None:
        """All that was promised is in the answer; it may say more."""
        told = _told(answer)
        told["kopf"] = {
            name: answer.headers[name] for name in self.answer["kopf"] if name in answer.headers
        }
        broken = list(_broken(self.answer, told, "", self.form_only))
        if broken:
            raise AssertionError(f"Vertrag verletzt ({self.name}): " + "; ".join(broken))


def _only_announced(method: str, url: str, headers: dict[str, str]) -> httpx.Response:
    """Announce a body and send none of it."""
    address = httpx.URL(url)
    connection = http.client.HTTPConnection(address.host, address.port or 80, timeout=60)
    try:
        connection.request(method, address.path, headers=headers)
        got = connection.getresponse()
        return httpx.Response(got.status, headers=got.getheaders(), content=got.read())
    finally:
        connection.close()


def _told(answer: httpx.Response) -> Values:
    """What an answer says, spelled as in the golden files."""
    told: Values = {"status": answer.status_code}
    kind = answer.headers["content-type"]
    if kind.endswith("json"):
        return told | {"koerper": answer.json()}
    digest = answer.headers["repr-digest"].partition("=")[0]
    told |= {"beginnt_mit": answer.content[:4].decode(), "pruefsumme": digest}
    if kind == "application/zip":
        with ZipFile(BytesIO(answer.content)) as archive:
            names = archive.namelist()
            told |= {"dateien": names, "manifest": json.loads(archive.read(names[-1]))}
    return told


def _broken(golden: object, told: object, place: str, form_only: frozenset[str]) -> Iterator[str]:
    """Tell every promise that is not kept. Below a name of `form_only` only names and types count.

    There, every entry of a list is like the first golden one.
    """
    form = place.rpartition("/")[2] in form_only
    match golden, told:
        case dict(), dict():
            names = form_only | golden.keys() if form else form_only
            for name, value in golden.items():
                if name in told:
                    yield from _broken(value, told[name], f"{place}/{name}", names)
                else:
                    yield f"{place}/{name} fehlt"
        case list(), list() if form:
            if golden and isinstance(golden[0], dict) and not told:
                yield f"{place} ist leer"
            for number, value in enumerate(told if golden else ()):
                below = f"{place}/{number}"
                yield from _broken(golden[0], value, below, form_only | {str(number)})
        case list(), list():
            if len(golden) != len(told):
                yield f"{place} hat {len(told)} Einträge, versprochen sind {len(golden)}"
            for number, (value, other) in enumerate(zip(golden, told, strict=False)):
                yield from _broken(value, other, f"{place}/{number}", form_only)
        case _ if form and {type(golden), type(told)} <= {str, type(None)}:
            pass  # a text, or none where there is nothing to say
        case _ if type(golden) is not type(told) or (golden != told and not form):
            yield f"{place} ist {_short(told)}, versprochen ist {_short(golden)}"


def _short(value: object) -> str:
    spelled = json.dumps(value, ensure_ascii=False)
    return spelled if len(spelled) <= _SHOWN else f"{spelled[:_SHOWN]}…"


# --- the golden requests -------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAIRS)
def test_a_golden_request_gets_its_golden_answer(name: str, service: Service) -> None:
    pair = Pair.read(name)

    pair.assert_kept_by(pair.replayed(service))


def _renamed_code(golden: Values) -> None:
    golden["koerper"]["befunde"][0]["code"] = "feld.fehlte"


def _one_field_more(golden: Values) -> None:
    golden["koerper"]["befunde"][0]["hilfe"] = None


def _another_type(golden: Values) -> None:
    golden["koerper"]["befunde"][0]["message"] = 7


def _another_bool(golden: Values) -> None:
    golden["koerper"]["gueltig"] = 0


def _one_finding_less(golden: Values) -> None:
    golden["koerper"]["befunde"].pop()


def _one_header_more(golden: Values) -> None:
    golden["kopf"]["Docgen-Pruefung"] = "fertig"


def _another_status(golden: Values) -> None:
    golden["status"] = 201


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_renamed_code, '/koerper/befunde/0/code ist "feld.fehlt", versprochen ist "feld.fehlte"'),
        (_one_field_more, "/koerper/befunde/0/hilfe fehlt"),
        (_another_type, "/koerper/befunde/0/message ist"),
        (_another_bool, "/koerper/gueltig ist false, versprochen ist 0"),
        (_one_finding_less, "/koerper/befunde hat 3 Einträge, versprochen sind 2"),
        (_one_header_more, "/kopf/Docgen-Pruefung fehlt"),
        (_another_status, "/status ist 200, versprochen ist 201"),
    ],
)
def test_an_answer_that_breaks_the_contract_is_told(
    spoil: Callable[[Values], None], told: str, service: Service
) -> None:
    """As if the service had changed: here it is the golden answer that differs."""
    pair = Pair.read("pruefung-mit-fehlern")
    answer = pair.replayed(service)
    spoil(pair.answer)

    with pytest.raises(AssertionError) as broken:
        pair.assert_kept_by(answer)

    assert str(broken.value).startswith("Vertrag verletzt (pruefung-mit-fehlern): ")
    assert told in str(broken.value)


def test_an_entry_of_the_manifest_that_loses_a_field_is_told() -> None:
    pair = Pair.read("schreiben-zip")
    told = deepcopy(pair.answer)
    told["manifest"]["nachweis"] *= 2
    told["manifest"]["nachweis"][1] = dict(told["manifest"]["nachweis"][0])
    del told["manifest"]["nachweis"][1]["norm"]

    assert list(_broken(pair.answer, told, "", pair.form_only)) == [
        "/manifest/nachweis/1/norm fehlt"
    ]


def test_an_answer_may_say_more_and_word_it_better(service: Service) -> None:
    pair = Pair.read("pruefung-mit-fehlern")
    answer = pair.replayed(service)
    for finding in pair.answer["koerper"]["befunde"]:
        finding["message"] = "Früher anders gesagt."
        del finding["norm"]

    pair.assert_kept_by(answer)


# --- the golden names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "now"),
    [
        ("befunde.txt", {code: kind.severity.value for code, kind in KINDS.items()}),
        (
            "probleme.txt",
            {
                one.value.slug: f"{one.value.status} "
                + ("wiederholen" if one.value.retry else "nicht-wiederholen")
                for one in Trouble
            },
        ),
    ],
)
def test_no_name_vanishes_or_changes_its_meaning(file: str, now: dict[str, str]) -> None:
    lines = Path(CONTRACT / file).read_text(encoding="utf-8").splitlines()
    golden = {name: rest for name, _, rest in (line.partition(" ") for line in lines)}

    broken = {name: rest for name, rest in golden.items() if now.get(name) != rest}
    assert not broken, f"Vertrag verletzt ({file}): nicht mehr so versprochen: {broken}"
    new = [f"{name} {rest}" for name, rest in now.items() if name not in golden]
    assert not new, f"Neu: bitte in docs/vertrag/{file} aufnehmen:\n" + "\n".join(new)
    assert lines == sorted(lines), f"Bitte docs/vertrag/{file} nach Namen sortieren."


# --- the story -----------------------------------------------------------------------------------


def test_an_integrator_checks_first_writes_then_and_repeats_safely(service: Service) -> None:
    check, write = Pair.read("pruefung-gut"), Pair.read("schreiben-pdf")
    checked = check.replayed(service)
    assert checked.json()["gueltig"] is True
    content = {"Docgen-Content": checked.headers["docgen-content"]}

    first = write.replayed(service, **content)
    again = write.replayed(service, **content)

    write.assert_kept_by(first)
    assert first.content == again.content
    assert first.headers["repr-digest"] == again.headers["repr-digest"]
    digest = base64.b64encode(hashlib.sha256(first.content).digest()).decode()
    assert first.headers["repr-digest"] == f"sha-256=:{digest}:"
    assert first.headers["docgen-content"] == content["Docgen-Content"]


def test_whoever_checked_against_other_law_is_told_to_check_again(service: Service) -> None:
    write = Pair.read("schreiben-pdf")

    refused = write.replayed(service, **{"Docgen-Content": "0" * 64})

    assert refused.status_code == 412
    assert refused.json()["type"] == "urn:docgen:problem:inhalt-geaendert"
    assert refused.json()["retry"] is False
    assert write.replayed(service).status_code == 200


@pytest.mark.parametrize("name", [name for name in PAIRS if "fehlern" in name])
def test_a_refused_request_is_refused_in_the_same_words(name: str, service: Service) -> None:
    pair = Pair.read(name)

    assert pair.replayed(service).content == pair.replayed(service).content
