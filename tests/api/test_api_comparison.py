"""Two states of a case, one answer: from which day on which amount is another one."""

from copy import deepcopy
from typing import Any, Final

import pytest
from cases import Case, changing_case, example, put, raw, without
from service import Service

PLACE: Final = "/v1/budgets/comparisons"


def asked(service: Service, before: object, after: object) -> tuple[int, Any]:
    """Status and body for two states."""
    answer = service.post(PLACE, raw({"vorher": before, "nachher": after}))
    return answer.status_code, answer.json()


def places(body: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    """Code and place of each error of a problem."""
    return [(one["code"], one["pointer"]) for one in body["errors"]]


def test_more_hours_are_more_money_from_their_day_on(service: Service) -> None:
    after = without(example(), "/kontrolle")
    after["leistungen"][0]["aenderungen"] = [
        {"ab": "2027-04-01", "umfang": {"menge": "6", "einheit": "stunde", "je": "monat"}}
    ]

    status, body = asked(service, example(), after)

    assert status == 200
    assert body == {
        "aenderungen": [
            {
                "ab": "2027-04-01",
                "bis": None,
                "vorher": "447.80",
                "nachher": "552.60",
                "unterschied": "104.80",
                "leistungen": [
                    {
                        "id": after["leistungen"][0]["id"],
                        "bezeichnung": after["leistungen"][0]["bezeichnung"],
                        "vorher": "209.60",
                        "nachher": "314.40",
                    }
                ],
            }
        ]
    }


def test_nothing_changes_between_equal_states(service: Service) -> None:
    assert asked(service, changing_case(), changing_case()) == (200, {"aenderungen": []})


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (
            without(example(), "/bewilligung/beginn"),
            put(example(), "/leistungen/0/umfang/menge", "viel"),
            [
                ("feld.fehlt", "/vorher/bewilligung/beginn"),
                ("feld.schreibweise", "/nachher/leistungen/0/umfang/menge"),
            ],
        ),
        (example(), None, [("feld.fehlt", "/nachher")]),
        ([], "Fall", [("feld.fehlt", "/vorher"), ("feld.fehlt", "/nachher")]),
    ],
)
def test_what_is_wrong_is_told_with_its_place_in_both_states(
    service: Service, before: object, after: object, found: list[tuple[str, str]]
) -> None:
    status, body = asked(service, before, after)

    assert status == 422
    assert set(found) <= set(places(body))


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "datei.kein_json"),
        (b"[]", 400, "datei.kein_objekt"),
        (raw({"vorher": {}, "nachher": {}, "dazwischen": {}}), 422, "feld.unbekannte_namen"),
    ],
)
def test_what_is_no_pair_is_said_once(
    service: Service, body: bytes, status: int, code: str
) -> None:
    answer = service.post(PLACE, body)

    assert answer.status_code == status
    assert [one["code"] for one in answer.json()["errors"]] == [code]


def test_neither_state_is_changed_by_the_other(service: Service) -> None:
    case: Case = changing_case()
    later = deepcopy(case)
    later["budget"]["zahltag"] = 15

    assert asked(service, case, later) == (200, {"aenderungen": []})
