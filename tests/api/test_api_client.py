"""Who has only `/openapi.json` gets a client that works, and the schema that really validates."""

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import openapi_spec_validator
import pytest
from cases import Case, example, full_case, limited_case, represented_case
from jsonschema import Draft202012Validator
from service import Service

from docgen.pipeline import SHEET_TYPE, Content, load_content

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BYTES: Final = "application/octet-stream"
CONFIG: Final = {
    "content_type_overrides": {
        "application/pdf": BYTES,
        DOCX: BYTES,
        "application/zip": BYTES,
        "text/html": BYTES,
        "text/plain": BYTES,
        "application/schema+json": "application/json",
    },
    "post_hooks": [],
}
PACKAGE: Final = "docgen_over_http"

Document = dict[str, Any]


@pytest.fixture(scope="module")
def content() -> Content:
    """The content the service has loaded, too."""
    return load_content()


@pytest.fixture(scope="module")
def document(service: Service) -> Document:
    """The OpenAPI document as the service gives it."""
    answer: Document = service.get("/openapi.json").json()
    return answer


@pytest.fixture(scope="module")
def package(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a client, made by an ordinary generator that was content with all it read."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    (folder / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"]
    command += ["--fail-on-warning", "--path", "openapi.json", "--config", "config.json"]
    command += ["--output-path", PACKAGE]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    sys.path.insert(0, str(folder))
    yield PACKAGE
    sys.path.remove(str(folder))
    for name in [one for one in sys.modules if one.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def client(package: str, service: Service) -> Iterator[Any]:
    """The client, talking to the service."""
    with importlib.import_module(package).Client(base_url=service.url, timeout=60) as talking:
        yield talking


def call(package: str, operation: str) -> ModuleType:
    """The module of one operation of the client."""
    return importlib.import_module(f"{package}.api.default.{operation}")


def as_model(package: str, name: str, case: Case) -> Any:  # noqa: ANN401  # made at run time
    """A case as the client's own type."""
    return getattr(importlib.import_module(f"{package}.models"), name).from_dict(deepcopy(case))


# --- a client made by a generator ----------------------------------------------------------------


@pytest.mark.parametrize("make", [example, full_case, limited_case, represented_case])
def test_the_types_of_a_generated_client_lose_nothing_of_a_case(
    make: Callable[[], Case], package: str
) -> None:
    case = make()

    assert as_model(package, "Bewilligungsbescheid", case).to_dict() == case
    assert as_model(package, "Falldatei", case).to_dict() == case


def test_a_generated_client_checks_writes_and_verifies(package: str, client: Any) -> None:  # noqa: ANN401
    """The way of an integrator: the example, its findings, its budget, the letter, the verdict."""
    given = call(package, "beispiel_bescheid_bewilligung").sync(client=client)
    case = as_model(package, "Bewilligungsbescheid", given.to_dict())

    checked = call(package, "pruefe_bescheid_bewilligung").sync_detailed(client=client, body=case)
    assert checked.parsed.gueltig
    assert checked.parsed.befunde[0].severity == "hinweis"

    fall = as_model(package, "Falldatei", given.to_dict())
    budget = call(package, "berechne_budget").sync(client=client, body=fall)
    assert budget.abschnitte[0].zahlbetrag == "447.80"

    write = call(package, "schreibe_bescheid_bewilligung")
    letter = write.sync_detailed(
        client=client, body=case, docgen_content=checked.headers["docgen-content"]
    )
    assert letter.content.startswith(b"%PDF-")
    assert letter.parsed.payload.read() == letter.content

    letter.parsed.payload.seek(0)
    verdict = call(package, "pruefe_datei").sync(client=client, body=letter.parsed)
    assert verdict.status == "unveraendert"


def test_a_generated_client_understands_a_refusal(package: str, client: Any) -> None:  # noqa: ANN401
    case = example()
    case["bankverbindung"]["iban"] = "DE42999123450003703701"

    problem = call(package, "schreibe_bescheid_bewilligung").sync(
        client=client, body=as_model(package, "Bewilligungsbescheid", case)
    )

    assert (problem.status, problem.retry) == (422, False)
    assert problem.errors[0].code == "bank.iban_pruefziffer"


def test_a_generated_client_reads_what_there_is(
    package: str,
    client: Any,  # noqa: ANN401
    content: Content,
) -> None:
    version = call(package, "version").sync(client=client)
    [doctype] = call(package, "document_types").sync(client=client)
    schema = call(package, "schema").sync(doctype.typ, client=client)

    assert version.inhalt == content.digest
    assert schema["title"] == "Bewilligungsbescheid"
    for operation in ("carriers", "mandatory_elements", "findings"):
        assert call(package, operation).sync(client=client)


# --- the document itself -------------------------------------------------------------------------


def test_the_document_is_openapi(document: Document) -> None:
    openapi_spec_validator.validate(document)


def test_every_operation_has_a_short_name_of_its_own(document: Document) -> None:
    operations = [one for path in document["paths"].values() for one in path.values()]
    names = [one["operationId"] for one in operations]

    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and "__" not in name for name in names)
    assert all(one["summary"] for one in operations)


def test_each_media_type_is_one_the_service_gives(document: Document) -> None:
    answer = document["paths"]["/v1/documents/bescheid/bewilligung"]["post"]["responses"]["200"]

    assert list(answer["content"]) == [
        "application/pdf",
        DOCX,
        "text/html",
        "text/plain",
        "application/zip",
    ]
    budget = document["paths"]["/v1/budgets"]["post"]["responses"]["200"]
    assert list(budget["content"]) == ["application/json", SHEET_TYPE]


def test_every_field_of_a_case_has_its_title_and_an_example(document: Document) -> None:
    fields = dict(document["components"]["schemas"]["Fall"]["properties"])
    for name, field in list(fields.items()):
        below = field.get("properties") or field.get("items", {}).get("properties", {})
        fields |= {f"{name}/{key}": value for key, value in below.items()}

    assert len(fields) > 80
    assert [name for name, field in fields.items() if not field.get("title")] == []
    assert [name for name, field in fields.items() if not field.get("examples")] == []


# --- its schema of a case ------------------------------------------------------------------------


def validator_of(document: Document, name: str) -> Draft202012Validator:
    """What an integrator validates with, having nothing but the document."""
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}"} | document)


def _no_name(case: Case) -> None:
    del case["person"]["nachname"]


def _no_street(case: Case) -> None:
    del case["person"]["anschrift"]["strasse"]


def _a_number_for_money(case: Case) -> None:
    case["budget"]["vergleichsbetrag"] = 505.0


def _an_unknown_field(case: Case) -> None:
    case["person"]["name"] = "Weiß"


def _a_line_break(case: Case) -> None:
    case["person"]["vorname"] = "No\na"


def _no_end_and_no_review(case: Case) -> None:
    del case["bewilligung"]["ueberpruefung"]


def _no_account(case: Case) -> None:
    del case["bankverbindung"]


def _a_control_of_no_name(case: Case) -> None:
    case["kontrolle"]["leistungen"]["Große Leistung"] = "1.00"


def _a_control_that_is_no_amount(case: Case) -> None:
    case["kontrolle"]["leistungen"]["freizeit"] = "viel"


def _spoken_to_nobody(case: Case) -> None:
    case["begruendung"]["beeintraechtigung"] = {"name": "Noa sieht schlecht."}


def _sent_by_pigeon(case: Case) -> None:
    case["entscheidung"]["kanal"] = "brieftaube"


BREAKS: Final = [
    _no_name,
    _no_street,
    _a_number_for_money,
    _an_unknown_field,
    _a_line_break,
    _no_end_and_no_review,
    _no_account,
    _a_control_of_no_name,
    _a_control_that_is_no_amount,
    _spoken_to_nobody,
    _sent_by_pigeon,
]


@pytest.mark.parametrize("make", [example, full_case, limited_case, represented_case])
def test_the_schema_in_the_document_accepts_a_whole_case(
    make: Callable[[], Case], document: Document
) -> None:
    for name in ("Fall", "BescheidBewilligung"):
        assert list(validator_of(document, name).iter_errors(make())) == []


@pytest.mark.parametrize("spoil", BREAKS, ids=lambda spoil: spoil.__name__)
def test_the_schema_in_the_document_refuses_what_docgen_refuses(
    spoil: Callable[[Case], None], document: Document, content: Content
) -> None:
    case = example()
    spoil(case)

    assert not content.schemas.satisfied("bescheid/bewilligung", case)
    assert not validator_of(document, "BescheidBewilligung").is_valid(case)


def test_the_schema_in_the_document_says_what_docgen_says(
    document: Document, content: Content
) -> None:
    """Field after field is taken out of the example; both say the same each time."""
    validator = validator_of(document, "BescheidBewilligung")
    for path in list(_paths(example())):
        case = example()
        _remove(case, path)

        ours = content.schemas.satisfied("bescheid/bewilligung", case)
        assert validator.is_valid(case) == ours, path


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    match value:
        case dict():
            below = list(value.items())
        case list():
            below = list(enumerate(value))
        case _:
            return
    for key, one in below:
        yield (*path, key)
        yield from _paths(one, (*path, key))


def _remove(case: Case, path: tuple[Any, ...]) -> None:
    value: Any = case
    for key in path[:-1]:
        value = value[key]
    del value[path[-1]]


def test_the_document_lies_nowhere_else(document: Document, tmp_path: Path) -> None:
    """Nothing in it points outside of it, so that it can be kept as one file."""
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document), encoding="utf-8")

    assert "urn:docgen:schema" not in file.read_text(encoding="utf-8")
    assert "http" not in file.read_text(encoding="utf-8")
