"""Are the norms of `law/norms.yaml` spelled as letters spell them, and their statutes known?

How a citation is spelled stands in `law/fundstellen.yaml`. Proof and reader find it only in that
spelling. A statute that `law/gesetze.yaml` does not list is missing from the names at the end of a
letter (a hint); only norms that a clause prints or a service rests on stand on a letter.
"""

from collections.abc import Iterator

from docgen.editing.desk import Desk
from docgen.editing.remarks import Check, Remark
from docgen.editing.rulebook import Citations


def misspelt_norms(desk: Desk) -> Iterator[Remark]:
    """Find citations of another form."""
    for name, entry in desk.content.law.norms.items():
        for number, row in enumerate(entry.rows):
            for slip in _slips(row.value, desk.book.citations):
                yield Remark(Check.NORM, *_place(desk, name, number), f"„{row.value}“: {slip}")


def _slips(citation: str, how: Citations) -> Iterator[str]:
    if citation != how.house_rule and not how.beginning.search(citation.strip()):
        yield how.wrong_beginning
    yield from (sentence for pattern, sentence in how.slips if pattern.search(citation))


def unlisted_statutes(desk: Desk) -> Iterator[Remark]:
    """Find statutes whose full name a letter cannot give."""
    content, how = desk.content, desk.book.citations
    pieces = (piece.printed or "" for _, text in desk.all_texts() for piece in text.pieces)
    printed = {one.removeprefix("norm.") for one in pieces if one.startswith("norm.")}
    printed |= {entry.name for entry in content.law.grounds().values()}
    for name in sorted(printed):
        for number, row in enumerate(content.law.norms[name].rows):
            for statute in dict.fromkeys(how.statute.findall(how.rulings.sub("", row.value))):
                if statute not in content.law.statutes:
                    sentence = (
                        f"„{statute}“ steht nicht in law/gesetze.yaml; der Brief nennt dann seinen "
                        "vollen Namen nicht."
                    )
                    place = _place(desk, name, number)
                    yield Remark(Check.NORM, *place, sentence, is_hint=True)


def _place(desk: Desk, name: str, number: int) -> tuple[str, int]:
    file = desk.places.home("law/norms", name)
    return file, desk.places.line(file, name, "fassungen", number, "text")
