"""A foreign word keeps its language in every format, and the text stays what it is."""

import pytest

from docgen.render.tongues import Tongues

WORDS = {"Peer Counseling": "en", "Case Manager": "en", "Case Managerin": "en", "Café": "fr"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hilfe im Alltag", [("Hilfe im Alltag", None)]),
        ("Peer Counseling", [("Peer Counseling", "en")]),
        (
            "mit Peer\u00a0Counseling.",
            [("mit ", None), ("Peer\u00a0Counseling", "en"), (".", None)],
        ),
        ("Case Managerin", [("Case Managerin", "en")]),
        ("Café/Case Manager", [("Café", "fr"), ("/", None), ("Case Manager", "en")]),
        ("Peer Counselings", [("Peer Counselings", None)]),
        ("", []),
    ],
)
def test_foreign_words_are_told_from_german(text: str, parts: list[tuple[str, str | None]]) -> None:
    assert list(Tongues(WORDS).parts(text)) == parts


def test_without_foreign_words_all_is_german() -> None:
    assert list(Tongues({}).parts("Peer Counseling")) == [("Peer Counseling", None)]
