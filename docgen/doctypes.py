"""Turn a manifest and its clause files into a document type: what may be said, in which order.

A clause is one legal thought in one file, `<id>.<valid-from>.md`. A carrier's own file of the same
name stands before the standard one where the standard allows it; a carrier's further clauses stand
at the end of their role.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from jsonschema import Draft202012Validator

from docgen.dataset import Problems, Tree, parse_yaml, read_yaml, sorted_files, split_front_matter
from docgen.law import Axes, Axis, parse_day
from docgen.nearest import meant, misspelt

_FILE_NAME: Final = re.compile(r"(?P<id>[a-z][a-z0-9-]*)\.(?P<day>\d{4}-\d{2}-\d{2})\.md")
FRAME: Final = "rahmen"
"""The role of what stands around the matter; no carrier adds to it."""
REMEDY: Final = "rechtsbehelf"
"""The role of the words on remedies; a letter that decides nothing has none."""
_VARIANT: Final = re.compile(r"^# (Sie|Name)[ \t]*$", re.MULTILINE)


class CarrierMay(StrEnum):
    """What a carrier may do with the words of a standard clause."""

    NICHTS = "nichts"
    """Nothing: the carrier sets data, not words."""
    ERGAENZEN = "ergaenzen"
    """Add a text of its own behind it."""
    ERSETZEN = "ersetzen"
    """Put its own text in its place."""


class Form(StrEnum):
    """Whom the text speaks to."""

    SIE = "sie"
    """The entitled person reads it."""
    NAME = "name"
    """Somebody else reads it; the entitled person is named."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One version of one clause. Days are inclusive; `carrier` is None for the standard.

    bodies: text by form; a clause that reads the same in both forms has it under both.
    first_line: line (from 1) on which the body starts. lines: that of each key of the front matter.
    """

    id: str
    role: str
    valid_from: date
    valid_until: date | None
    axis: Axis
    serves: tuple[str, ...]
    condition: str | None
    carrier_may: CarrierMay
    carrier: str | None
    bodies: Mapping[Form, str]
    file: str
    first_line: int
    sha256: str
    lines: Mapping[str, int]

    def place(self, key: str) -> str:
        """Give file and line of a key of the front matter; of its start where it has none."""
        return f"{self.file}:{self.lines.get(key, 1)}"

    def ends_after(self, day: date) -> bool:
        """Tell whether this version says that it ends on a day or later; most do not say."""
        return self.valid_until is not None and self.valid_until >= day

    def holds(self, axes: Axes) -> bool:
        """Tell whether this version is in force for a letter."""
        day = axes.day(self.axis)
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One part of a document type: its role, heading, numbering and clause ids in order.

    place: the name by which duties find the part on the page; its role unless the manifest names
    another. fallback: the clause that stands there, without a number, when no other does. whole:
    whether it stays on one page where it fits on one.
    """

    role: str
    place: str
    heading: str | None
    numbered: bool
    fallback: str | None
    clauses: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Doctype:
    """One document type with every version of every clause, standard and by carrier.

    axes: JSON pointer of the day for each axis. subject: id of the clause with subject and
    reference line. carrier_kinds: the kinds of carriers for whose law it is written; empty: all.
    """

    id: str
    title: str
    subject: str
    axes: Mapping[Axis, str]
    carrier_kinds: frozenset[str]
    sections: tuple[SectionPlan, ...]
    clauses: Mapping[str, tuple[Clause, ...]]
    carrier_clauses: Mapping[str, Mapping[str, tuple[Clause, ...]]]

    def headings(self) -> dict[str, str]:
        """Give the printed heading of each place that has one."""
        return {plan.place: plan.heading for plan in self.sections if plan.heading}

    @property
    def listed(self) -> frozenset[str]:
        """Name every clause of the manifest, whether or not there is a file of it."""
        named = (one for plan in self.sections for one in (*plan.clauses, plan.fallback))
        return frozenset(one for one in (self.subject, *named) if one)

    def versions(self) -> Iterable[Clause]:
        """Yield every version of every clause of the type."""
        for versions in self.clauses.values():
            yield from versions
        for own in self.carrier_clauses.values():
            for versions in own.values():
                yield from versions

    def clauses_for(self, clause_id: str, carrier: str, axes: Axes) -> tuple[Clause, ...]:
        """Give the version in force of one listed clause: carrier's, standard's, or both in order.

        Empty when none is in force that day.
        """
        standard = _in_force(self.clauses.get(clause_id, ()), axes)
        own = _in_force(self.carrier_clauses.get(carrier, {}).get(clause_id, ()), axes)
        if own is None:
            return (standard,) if standard else ()
        if standard and standard.carrier_may is CarrierMay.ERGAENZEN:
            return (standard, own)
        return (own,)

    def further_clauses(self, role: str, carrier: str, axes: Axes) -> tuple[Clause, ...]:
        """Give the carrier's own clauses of a role that no standard knows, by id."""
        own = self.carrier_clauses.get(carrier, {})
        found = [
            _in_force(versions, axes)
            for clause_id, versions in sorted(own.items())
            if clause_id not in self.clauses
        ]
        return tuple(clause for clause in found if clause and clause.role == role)


def _in_force(versions: Iterable[Clause], axes: Axes) -> Clause | None:
    return next((one for one in reversed(tuple(versions)) if one.holds(axes)), None)


def load_doctype(
    root: Path,
    group: str,
    kind: str,
    schemas: Mapping[str, Draft202012Validator],
    problems: Problems,
) -> Doctype | None:
    """Read `templates/<group>/<kind>.yaml` and the clauses it lists; None when it is wrong.

    Clauses lie in `templates/<group>/clauses`, `templates/shared/clauses` and, for carriers, in
    `carriers/<id>/clauses/<group>`.
    """
    tree = read_yaml(root, f"templates/{group}/{kind}.yaml", schemas["doctype"], problems)
    if tree is None:
        return None
    data = tree.value
    if data["typ"] != f"{group}/{kind}":
        problems.add(tree.place("typ"), f"Der Typ muss wie die Datei heißen: „{group}/{kind}“.")
    sections = tuple(
        SectionPlan(
            part["rolle"],
            part.get("ort", part["rolle"]),
            part.get("ueberschrift"),
            part.get("nummeriert", False),
            part.get("sonst"),
            tuple(part["bausteine"]),
            part.get("ungeteilt", False),
        )
        for part in data["abschnitte"]
    )
    named = (one for plan in sections for one in (*plan.clauses, plan.fallback))
    listed = {one for one in (data["betreff"], *named) if one}
    folders = (root / "templates" / group / "clauses", root / "templates" / "shared" / "clauses")
    standard = _by_id(_load_clauses(root, folders, schemas, problems, carrier=None), problems)
    for missing in sorted(listed - standard.keys()):
        if any(sorted_files(folder, f"{missing}.*") for folder in folders):
            continue  # there it is, and what is wrong with it has been told
        sentence = f"Den Textbaustein „{missing}“ gibt es nicht.{meant(missing, sorted(standard))}"
        problems.add(_listing(tree, missing), sentence)
    _check_sections(tree, sections, standard, problems)
    carriers = {}
    for folder in sorted_files(root / "carriers", "*/clauses"):
        carrier = folder.parent.name
        own = _by_id(
            _load_clauses(root, (folder / group,), schemas, problems, carrier=carrier), problems
        )
        carriers[carrier] = {
            name: versions
            for name, versions in own.items()
            if name in listed or name not in standard  # else it is for another type
        }
        for versions in own.values():
            _check_overrides(versions, standard, problems)
        for clause in (one for versions in own.values() for one in versions):
            if clause.id not in standard and (near := misspelt(clause.id, standard)):
                problems.add(clause.file, f"Meinten Sie „{near}“? Ein eigener heißt anders.")
            if clause.role not in {plan.role for plan in sections}:
                problems.add(
                    clause.place("rolle"), f"Die Rolle „{clause.role}“ hat hier keinen Ort."
                )
            if clause.role == FRAME and clause.id not in standard:
                problems.add(clause.place("rolle"), "Ein eigener Baustein steht nicht im Rahmen.")
    return Doctype(
        data["typ"],
        data["titel"],
        data["betreff"],
        {Axis(name): pointer for name, pointer in data["achsen"].items()},
        frozenset(data.get("traegerarten", ())),
        sections,
        {name: versions for name, versions in standard.items() if name in listed},
        carriers,
    )


def _listing(tree: Tree, clause_id: str) -> str:
    """Give the line of a manifest that names a clause."""
    if tree.value["betreff"] == clause_id:
        return tree.place("betreff")
    for number, part in enumerate(tree.value["abschnitte"]):
        if clause_id in part["bausteine"]:
            at = part["bausteine"].index(clause_id)
            return tree.place("abschnitte", number, "bausteine", at)
        if clause_id == part.get("sonst"):
            return tree.place("abschnitte", number, "sonst")
    return tree.place("abschnitte")


def _check_sections(
    tree: Tree,
    sections: tuple[SectionPlan, ...],
    standard: Mapping[str, tuple[Clause, ...]],
    problems: Problems,
) -> None:
    """Each clause stands once, under its own role; each heading is printed once."""
    seen: set[str] = set()
    for number, plan in enumerate(sections):
        place = tree.place("abschnitte", number)
        named = (*plan.clauses, *((plan.fallback,) if plan.fallback else ()))
        for repeated in sorted({one for one in named if one in seen or named.count(one) > 1}):
            problems.add(place, f"Der Textbaustein „{repeated}“ steht zweimal.")
        for clause_id in named:
            for clause in standard.get(clause_id, ()):
                if clause.role != plan.role:
                    problems.add(clause.place("rolle"), f"Hier muss die Rolle „{plan.role}“ sein.")
        if plan.heading is not None and plan.heading in seen:
            problems.add(place, f"Die Überschrift „{plan.heading}“ steht zweimal.")
        seen |= {*named, plan.heading or ""}


def _by_id(clauses: Iterable[Clause], problems: Problems) -> dict[str, tuple[Clause, ...]]:
    """Group versions by id, in order of time; versions of one clause differ in words alone."""
    grouped: dict[str, list[Clause]] = {}
    for clause in sorted(clauses, key=lambda one: (one.id, one.valid_from, one.file)):
        versions = grouped.setdefault(clause.id, [])
        for other in versions[:1]:
            if (clause.role, clause.axis) != (other.role, other.axis):
                problems.add(
                    f"{clause.file}:1", f"Rolle und Achse sind anders als in {other.file}."
                )
        if versions and versions[-1].valid_from == clause.valid_from:
            problems.add(f"{clause.file}:1", f"Diese Fassung gibt es schon: {versions[-1].file}.")
        elif versions and versions[-1].ends_after(clause.valid_from):
            sentence = (
                f"Diese Fassung beginnt, bevor die vorige endet („bis“): {versions[-1].file}."
            )
            problems.add(f"{clause.file}:1", sentence)
        versions.append(clause)
    return {name: tuple(versions) for name, versions in grouped.items()}


def _load_clauses(
    root: Path,
    folders: Iterable[Path],
    schemas: Mapping[str, Draft202012Validator],
    problems: Problems,
    *,
    carrier: str | None,
) -> Iterable[Clause]:
    for folder in folders:
        for path in sorted_files(folder, "*"):
            clause = _load_clause(root, path, schemas, problems, carrier)
            if clause is None:
                problems.unread.append(path.relative_to(root).as_posix())
            else:
                yield clause


def _load_clause(
    root: Path,
    path: Path,
    schemas: Mapping[str, Draft202012Validator],
    problems: Problems,
    carrier: str | None,
) -> Clause | None:
    name = path.relative_to(root).as_posix()
    match = _FILE_NAME.fullmatch(path.name)
    if match is None:
        problems.add(name, "Textbausteine heißen <kennung>.<gültig ab JJJJ-MM-TT>.md.")
        return None
    if path.is_symlink():
        problems.add(name, "Ein Textbaustein darf keine Verknüpfung sein.")
        return None
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        problems.add(name, "Die Datei lässt sich nicht als Text in UTF-8 lesen.")
        return None
    try:
        head, body, first_line = split_front_matter(text)
    except ValueError:
        problems.add(f"{name}:1", "Der Kopf zwischen zwei Zeilen „---“ fehlt.")
        return None
    tree = parse_yaml(head, name, schemas["clause"], problems, offset=1)
    if tree is None:
        return None
    data = tree.value
    valid_from = parse_day(match["day"], name, problems)
    valid_until = parse_day(data["bis"], tree.place("bis"), problems) if "bis" in data else None
    if valid_until is not None and date.min < valid_until < valid_from:
        problems.add(tree.place("bis"), "Diese Fassung endet, bevor sie beginnt.")
    return Clause(
        id=match["id"],
        role=data["rolle"],
        valid_from=valid_from,
        valid_until=valid_until,
        axis=Axis(data.get("achse", "verfahren")),
        serves=tuple(data.get("dient", ())),
        condition=data.get("wenn"),
        carrier_may=CarrierMay(data.get("traeger_darf", "ersetzen")),
        carrier=carrier,
        bodies=_bodies(body, name, first_line, problems),
        file=name,
        first_line=first_line + 1,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        lines={key: tree.line(key) for key in data},
    )


def _bodies(body: str, name: str, first_line: int, problems: Problems) -> Mapping[Form, str]:
    """Part the text by form; each part keeps the number of its lines by empty lines before it."""
    parts = _VARIANT.split(body)
    texts: dict[Form, str] = {}
    if len(parts) == 1:
        texts = dict.fromkeys(Form, body.rstrip())
    position = parts[0].count("\n")
    for part, text in zip(parts[1::2], parts[2::2], strict=True):
        texts[Form(part.lower())] = "\n" * position + text.rstrip()
        position += text.count("\n")
    twice = len(parts) > 2 * len(Form) + 1
    if (len(parts) > 1 and parts[0].strip()) or set(texts) != set(Form) or twice:
        problems.add(
            f"{name}:{first_line + 1}",
            "Entweder ein Text für alle, oder genau die Abschnitte „# Sie“ und „# Name“.",
        )
    if not all(text.strip() for text in texts.values()):
        problems.add(f"{name}:{first_line + 1}", "Hier fehlt der Text.")
    return {form: texts.get(form, "") for form in Form}


def _check_overrides(
    versions: Iterable[Clause], standard: Mapping[str, tuple[Clause, ...]], problems: Problems
) -> None:
    for own in versions:
        for base in standard.get(own.id, ()):
            if base.carrier_may is CarrierMay.NICHTS:
                problems.add(
                    f"{own.file}:1", f"„{own.id}“ ist gesperrt; der Träger setzt nur Daten."
                )
                break
            if base.carrier_may is CarrierMay.ERGAENZEN:
                continue
            lost = [duty for duty in base.serves if duty not in own.serves]
            if lost:
                problems.add(
                    own.place("dient"), f"Diese Pflichtangaben gehen verloren: {', '.join(lost)}."
                )
            if own.condition not in {None, base.condition}:
                problems.add(
                    own.place("wenn"), "Die Bedingung darf nicht enger sein als im Standard."
                )
            if own.role != base.role:
                problems.add(own.place("rolle"), f"Die Rolle muss „{base.role}“ bleiben.")
