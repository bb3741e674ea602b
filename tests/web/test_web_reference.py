"""An integrator reads in the browser what the service can be asked, and copies the examples."""

import json
import shlex
import threading
import time
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage
from web_pages import POLICY, Page

from docgen.pipeline import Content
from docgen.server.app import create_app
from docgen.web.reference import reference
from docgen.workers import Limits

AXE: Final = files("axe_playwright_python") / "axe.min.js"
PDF: Final = "application/pdf"

Document = dict[str, Any]


@pytest.fixture(scope="module")
def client(content: Content) -> Iterator[httpx.Client]:
    """Somebody who asks the whole service, of which the page is a part."""
    server = uvicorn.Server(
        uvicorn.Config(create_app(content, Limits(workers=1)), port=0, log_config=None)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as asking:
        yield asking
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def page(client: httpx.Client) -> Page:
    """The page as it comes."""
    return Page(client.get("/docs"))


@pytest.fixture(scope="module")
def document(client: httpx.Client) -> Document:
    """The document the page is made from."""
    told: Document = client.get("/openapi.json").json()
    return told


def operations(document: Document) -> list[tuple[str, str, Document]]:
    """Method, path and description of each operation."""
    return [
        (method.upper(), path, one)
        for path, methods in document["paths"].items()
        for method, one in methods.items()
    ]


def section(operation: Document) -> str:
    """Where on the page an operation is told, as an XPath."""
    return f"//section[@aria-labelledby='{operation['operationId']}']"


# --- what it says --------------------------------------------------------------------------------


def test_each_operation_is_told_with_its_purpose_and_address(
    page: Page, document: Document
) -> None:
    for method, path, one in operations(document):
        place = section(one)

        assert page.texts(f"{place}/h3") == [one["summary"]]
        assert page.texts(f"{place}/p")[0] == f"{method} {path}"
        assert "description" not in one or one["description"].replace("`", "") in page.texts(
            f"{place}/p"
        )


def test_each_parameter_is_told_with_its_meaning_and_its_values(
    page: Page, document: Document
) -> None:
    for _, _, one in operations(document):
        rows = f"{section(one)}/table[caption='Angaben']/tbody/tr"
        told = dict(zip(page.texts(f"{rows}/th"), page.texts(f"{rows}/td[2]"), strict=True))

        assert told.keys() == {given["name"] for given in one.get("parameters", ())}
        for given in one.get("parameters", ()):
            assert given["description"] in told[given["name"]]
            assert all(value in told[given["name"]] for value in given["schema"].get("enum", ()))


def test_each_answer_is_told_with_its_media_types_headers_and_problems(
    page: Page, document: Document
) -> None:
    for _, _, one in operations(document):
        rows = f"{section(one)}/table[caption='Antworten']/tbody/tr"
        assert page.texts(f"{rows}/th") == list(one["responses"])
        for number, answer in enumerate(one["responses"].values(), 1):
            [row] = page.texts(f"{rows}[{number}]")
            links = page.root.xpath(f"{rows}[{number}]//a/@href")

            assert answer["description"].replace("`", "") in row
            assert all(media_type in row for media_type in answer["content"])
            assert {f"#kopf-{name}" for name in answer["headers"]} <= set(links)
            problems = answer["content"].get("application/problem+json", {}).get("examples", {})
            assert {f"#problem-{slug}" for slug in problems} <= set(links)


def test_each_component_an_answer_is_made_of_is_told_field_by_field(
    page: Page, document: Document
) -> None:
    shapes = [one.removeprefix("form-") for one in page.root.xpath("//h3/@id") if "form-" in one]

    assert {"Problem", "Befund", "Manifest", "Nachgewiesen", "Traegerblatt"} <= set(shapes)
    for name in shapes:
        schema = document["components"]["schemas"][name]
        rows = f"//section[@aria-labelledby='form-{name}']//tbody/tr"
        told = dict(zip(page.texts(f"{rows}/th"), page.texts(f"{rows}/td"), strict=True))
        assert told.keys() == schema["properties"].keys()
        for field, one in schema["properties"].items():
            assert all(value in told[field] for value in one.get("enum", ()))
            assert ("nicht immer da" in told[field]) == (field not in schema["required"])


def test_headers_and_problems_are_told_whole(page: Page, document: Document) -> None:
    parts = document["components"]

    assert page.root.xpath("//tr[starts-with(@id, 'kopf-')]/@id") == [
        f"kopf-{name}" for name in parts["headers"]
    ]
    assert page.root.xpath("//tr[starts-with(@id, 'problem-')]/@id") == [
        f"problem-{slug}" for slug in parts["examples"]
    ]
    assert page.texts("//tr[@id='problem-ausgelastet']/td") == [
        "503",
        "Gerade ist zu viel zu tun. Dieselbe Anfrage kann später gelingen.",
    ]


def test_what_the_page_has_no_words_for_stops_the_start(document: Document) -> None:
    strange = json.loads(json.dumps(document))
    strange["components"]["schemas"]["Fassung"]["properties"]["docgen"] = {"type": "number"}

    with pytest.raises(KeyError):
        reference(strange)


# --- where it leads ------------------------------------------------------------------------------


def test_every_link_leads_somewhere(page: Page, client: httpx.Client) -> None:
    ids = page.root.xpath("//@id")
    links = set(page.root.xpath("//a/@href"))

    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    elsewhere = {link for link in links if not link.startswith("#")}
    assert {"openapi.json", "v1/schemas/fall", "v1/schemas/bescheid/bewilligung"} <= elsewhere
    for link in elsewhere:
        assert client.get(f"/{link}").status_code == 200, link


def test_whoever_copies_the_examples_gets_answers(
    page: Page, document: Document, client: httpx.Client
) -> None:
    """Each command is taken apart as a shell would; the files are the ones the page speaks of."""
    letter = b""
    for method, path, one in operations(document):
        place = section(one)
        [command] = page.root.xpath(f"{place}/pre/text()")
        curl, *words = shlex.split(command)
        url = words[-1]
        headers, body = {}, None
        if "-H" in words:
            headers = dict([words[words.index("-H") + 1].split(": ")])
            file = words[words.index("--data-binary") + 1]
            shown = page.root.xpath(f"{place}/details/pre/text()")
            body = shown[0].encode() if file == "@fall.json" else letter

        answer = client.request(method, url, headers=headers, content=body)

        assert (curl, answer.status_code) == ("curl", 200), (path, answer.text)
        assert ("-OJ" in words) == ("content-disposition" in answer.headers)
        if answer.headers["content-type"] == PDF:
            letter = answer.content
        if path == "/v1/verifications":
            assert answer.json()["status"] == "unveraendert"
    assert letter


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("docgen.example:8443", "http://docgen.example:8443/v1/version"),
        ("[::1]:8000", "http://[::1]:8000/v1/version"),
        ("x'; rm -rf ~; '", "http://127.0.0.1:8000/v1/version"),
        ("<script>", "http://127.0.0.1:8000/v1/version"),
    ],
)
def test_the_examples_ask_whoever_was_asked_and_nobody_strange(
    host: str, shown: str, client: httpx.Client
) -> None:
    page = Page(client.get("/docs", headers={"Host": host}))

    [command] = page.root.xpath("//section[@aria-labelledby='version']/pre/text()")
    assert shlex.split(command) == ["curl", shown]


# --- how it comes --------------------------------------------------------------------------------


def test_the_page_comes_as_strictly_as_the_form(page: Page) -> None:
    assert page.answer.headers["content-security-policy"] == POLICY
    assert page.answer.headers["cache-control"] == "no-store"
    assert page.root.xpath("//script | //style | //@style | //iframe") == []
    outside = [one for one in page.root.xpath("//@src | //link/@href") if "//" in one]
    assert outside == []


def test_what_is_english_says_so(page: Page, document: Document) -> None:
    english = page.texts("//p[@lang='en']")

    shapes = page.root.xpath("//h3[starts-with(@id, 'form-')]/@translate")
    assert len(english) == len(shapes) > 10
    assert page.root.get("lang") == "de"
    for one in document["components"]["schemas"]["Manifest"]["description"].split("\n\n"):
        assert any(" ".join(one.replace("`", "").split()) in text for text in english)


def test_it_can_be_asked_for_its_head_but_nothing_can_be_sent(client: httpx.Client) -> None:
    assert (client.head("/docs").status_code, client.head("/docs").content) == (200, b"")
    assert client.post("/docs").json()["type"] == "urn:docgen:problem:methode-nicht-moeglich"


# --- in the browser ------------------------------------------------------------------------------


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("colours", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
@pytest.mark.parametrize("width", [1280, 640, 320])
@pytest.mark.thorough
def test_nothing_stands_in_anyones_way(
    colours: Any,  # noqa: ANN401  # one of the browser's words
    width: int,
    browser: Browser,
    client: httpx.Client,
) -> None:
    """Without JavaScript of its own, at 100, 200 and 400 per cent."""
    told: list[str] = []

    def note(message: ConsoleMessage) -> None:
        told.append(message.text)

    with browser.new_context(
        color_scheme=colours, viewport={"width": width, "height": 800}
    ) as window:
        page = window.new_page()
        page.on("console", note)
        page.goto(f"{client.base_url}/docs")
        for closed in page.locator("summary").all():
            closed.click()
        too_wide = page.evaluate("document.documentElement.scrollWidth") > width
        cut = """[...document.querySelectorAll('main *')].filter(
            one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML)"""
        cut_off = page.evaluate(cut)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        violations = page.evaluate("axe.run().then(found => found.violations)")

    assert (told, too_wide, cut_off) == ([], False, [])
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations] == []
