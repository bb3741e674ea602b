"""A machine asks whatever the OpenAPI document allows, and more; the service keeps its word."""

from collections.abc import Iterator
from typing import Any, Final

import httpx
import pytest
from cases import example, raw
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import BaseSchema, Case, GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from service import DOCUMENT, VALIDATION, Service

CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]
"""Not among them: that what fits the schema is accepted. Rules say more than a schema can."""

SAME_EACH_TIME: Final = settings(
    max_examples=20,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
MORE: Final = settings(SAME_EACH_TIME, max_examples=150)

AnyCase = Case[Any]
Place = tuple[str | int, ...]


@pytest.fixture(scope="module")
def document(service: Service) -> BaseSchema:
    """The OpenAPI document of the running service."""
    return openapi.from_url(f"{service.url}/openapi.json")


OPERATIONS: Final = [
    ("POST", DOCUMENT),
    ("POST", VALIDATION),
    ("POST", "/v1/budgets"),
    ("POST", "/v1/verifications"),
    ("GET", "/v1/document-types"),
    ("GET", "/v1/document-types/{group}/{kind}"),
    ("GET", "/v1/document-types/bescheid/bewilligung/example"),
    ("GET", "/v1/schemas/{name}"),
    ("GET", "/v1/carriers"),
    ("GET", "/v1/carriers/{id}"),
    ("GET", "/v1/legal-grounds"),
    ("GET", "/v1/mandatory-elements"),
    ("GET", "/v1/findings"),
    ("GET", "/v1/version"),
]


@pytest.mark.thorough
def test_every_operation_of_the_document_is_asked_below(document: BaseSchema) -> None:
    known = {f"{method} {path}" for method, path in OPERATIONS}

    told = {f"{method.upper()} {path}" for path in document for method in document[path]}
    assert told == known


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.thorough
def test_whatever_fits_the_document_gets_an_answer_it_names(
    method: str, path: str, document: BaseSchema
) -> None:
    operation = document[path][method]

    @SAME_EACH_TIME
    @given(operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def asked(case: AnyCase) -> None:
        case.headers.pop("Docgen-Content", None)  # else nearly all would end at 412
        case.call_and_validate(checks=CHECKS)

    asked()


@pytest.mark.thorough
def test_whatever_does_not_fit_gets_an_answer_it_names(document: BaseSchema) -> None:
    operation = document[DOCUMENT]["POST"]

    @SAME_EACH_TIME
    @given(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def asked(case: AnyCase) -> None:
        case.call_and_validate(checks=CHECKS)

    asked()


# --- a case with something else at any place -----------------------------------------------------


def _places(value: object, place: Place = ()) -> Iterator[Place]:
    yield place
    match value:
        case dict():
            for key, below in value.items():
                yield from _places(below, (*place, key))
        case list():
            for number, below in enumerate(value):
                yield from _places(below, (*place, number))


ANYTHING: Final = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(["0.00", "999999999.99", "1900-01-01", "2199-12-31", "2028-02-29", "<Ort>"]),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(st.sampled_from(["sie", "name", "art", "datum"]), below, max_size=3)
    ),
    max_leaves=5,
)


def _with(place: Place, value: object) -> object:
    """The example with another value at this place."""
    if not place:
        return value
    case = example()
    above: Any = case
    for key in place[:-1]:
        above = above[key]
    above[place[-1]] = value
    return case


def test_a_case_with_anything_at_any_place_is_answered(service: Service) -> None:
    """Each of the three doors for a case says by its status what it thinks of it."""

    @MORE
    @given(st.sampled_from(list(_places(example()))), ANYTHING)
    def asked(place: Place, value: object) -> None:
        body = raw(_with(place, value))  # type: ignore[arg-type]  # it may be no case at all

        checked = talking.post(VALIDATION, content=body)
        budget = talking.post("/v1/budgets", content=body)
        letter = talking.post(f"{DOCUMENT}?format=docx", content=body)

        assert checked.status_code == 200
        assert budget.status_code in {200, 400, 422}
        assert letter.status_code in ({200, 422} if checked.json()["gueltig"] else {400, 422})

    with httpx.Client(
        base_url=service.url, headers={"Content-Type": "application/json"}, timeout=60
    ) as talking:
        asked()
