"""What every check looks at: the loaded content, the rules of wording, texts, lines and worlds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docgen.doctypes import Doctype, Form
from docgen.duties import Duty
from docgen.editing.places import Places
from docgen.editing.rulebook import Rulebook
from docgen.editing.texts import Text, texts_of
from docgen.editing.worlds import Worlds
from docgen.pipeline import Content


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything at hand; nothing is changed by a check."""

    content: Content
    book: Rulebook
    places: Places
    texts: Mapping[str, tuple[Text, ...]]
    _worlds: dict[tuple[str, Form | None], Worlds] = field(default_factory=dict)

    def worlds(self, doctype: Doctype, form: Form | None) -> Worlds:
        """Give the worlds of letters in a form, or (None) of drafts."""
        key = (doctype.id, form)
        if key not in self._worlds:
            self._worlds[key] = Worlds(self.content, *key, self.content.schemas.schema(doctype.id))
        return self._worlds[key]

    def duties(self, doctype: Doctype, kind: str) -> tuple[Duty, ...]:
        """Give the duties of a kind that letters of a type owe."""
        return tuple(
            one for one in self.content.duties if one.kind == kind and doctype.id in one.doctypes
        )

    def duty_place(self, duty: Duty) -> tuple[str, int]:
        """Give file and line of a duty's row."""
        files = self.places.files("law/duties")
        found = ((file, self.places.row(file, "id", duty.id)) for file in files)
        return next((file, line) for file, line in found if line is not None)

    def all_texts(self) -> Iterator[tuple[Doctype, Text]]:
        """Yield every text of every type."""
        for doctype in self.content.doctypes.values():
            for text in self.texts[doctype.id]:
                yield doctype, text


def desk(content: Content, book: Rulebook) -> Desk:
    """Lay everything out once."""
    texts = {name: texts_of(doctype) for name, doctype in content.doctypes.items()}
    return Desk(content, book, Places(content.root), texts)
