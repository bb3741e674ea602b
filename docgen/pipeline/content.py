"""Load everything that is not a case, once: law, carriers, document types, schemas, layouts.

A content root is a folder with `law`, `carriers`, `templates` and `schemas`: in the wheel it lies
beside the package as `_data`, in a checkout it is the checkout. An authority may lay its own over
it (`layers`).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Final

from jsonschema import Draft202012Validator

import docgen
from docgen.budget import Budget, Slice
from docgen.carriers import ASKED_RULES, Carrier, load_carrier
from docgen.case import Schemas, load_schemas
from docgen.dataset import Problems, load_validators, read_yaml, sorted_files
from docgen.doctypes import Doctype, load_doctype
from docgen.duties import Duty, Known, load_duties
from docgen.facts import (
    DERIVED,
    Conditions,
    FactPlan,
    SourceKind,
    Vocabulary,
    load_conditions,
    load_vocabulary,
)
from docgen.findings import KINDS
from docgen.installation import BrokenInstallationError
from docgen.law import Law, load_law
from docgen.nearest import misspelt
from docgen.obligations import ValueKind
from docgen.pipeline.layers import PARTS, lay_over
from docgen.pipeline.letterheads import crowded_logos
from docgen.render import (
    LARGE_PRINT,
    DocxRenderer,
    Glyphs,
    HtmlRenderer,
    PdfRenderer,
    TextRenderer,
)
from docgen.routes import CarrierKind, load_kinds
from docgen.wording import CompiledWording, compile_wording

# carriers/<id>/clauses/<group>/<clause>.<valid-from>.md
_CARRIER_CLAUSE_DEPTH: Final = 5
_CLAUSES_AT: Final = 2
# carriers/<id>/carrier.yaml
_CARRIER_FILE_DEPTH: Final = 3
_PRINTED: Final = ("fassungen", "saetze", "regeln")
"""The parts of a carrier's file that letters draw on; its note is for those who edit it."""
_CONTENT: Final = frozenset({".md", ".yaml", ".yml"})
_READ_ELSEWHERE: Final = (
    "Diese Datei wird nicht gelesen. Angaben eines Trägers stehen in carriers/<kennung>/"
    "carrier.yaml, seine Bausteine in carriers/<kennung>/clauses/<gruppe>/."
)
_SHARED: Final = "shared"


@dataclass(frozen=True)
class Content:
    """All content, checked and compiled; it does not change while the process lives.

    digest: SHA-256 over every file of the content, hexadecimal. Renderers are built when first
    used: whoever only validates needs no library of the operating system. foreign_words: words with
    their language (BCP 47). further_forms: by format what a letter says when it comes in it beside
    the usual ones.
    """

    root: Path
    digest: str
    schemas: Schemas
    law: Law
    carriers: Mapping[str, Carrier]
    vocabulary: Vocabulary
    conditions: Conditions
    doctypes: Mapping[str, Doctype]
    wording: Mapping[str, CompiledWording]
    duties: tuple[Duty, ...]
    foreign_words: Mapping[str, str]
    further_forms: Mapping[str, str]

    @property
    def layouts(self) -> Path:
        """The folder of layouts and fonts."""
        return self.root / "templates" / "layouts"

    def examples(self) -> tuple[Path, ...]:
        """Name the files of the invented cases, `<carrier>-<year>.json`, the newest first.

        A content root need not have any.
        """
        files = sorted_files(self.root / "examples", "*.json")
        return tuple(sorted(files, key=lambda file: file.stem.rpartition("-")[2], reverse=True))

    @cached_property
    def glyphs(self) -> Glyphs:
        """What the fonts can print."""
        return Glyphs(self.layouts)

    @cached_property
    def pdf(self) -> PdfRenderer:
        """The renderer for PDF."""
        return PdfRenderer(self.layouts, foreign_words=self.foreign_words)

    @cached_property
    def large_print(self) -> PdfRenderer:
        """The renderer for PDF in Großdruck."""
        return PdfRenderer(self.layouts, look=LARGE_PRINT, foreign_words=self.foreign_words)

    @cached_property
    def html(self) -> HtmlRenderer:
        """The renderer for the page that is read to people."""
        return HtmlRenderer(self.layouts, foreign_words=self.foreign_words)

    @cached_property
    def text(self) -> TextRenderer:
        """The renderer for plain text."""
        return TextRenderer()

    @cached_property
    def docx(self) -> DocxRenderer:
        """The renderer for Word."""
        return DocxRenderer(self.layouts, foreign_words=self.foreign_words)


def default_root() -> Path:
    """Find the content that came with this installation."""
    package = Path(docgen.__file__).resolve().parent
    shipped = package / "_data"
    return shipped if shipped.is_dir() else package.parent


def load_content(root: Path | None = None, layer: Path | None = None) -> Content:
    """Read and check a content root, else the shipped one; with a layer, what lies over it, too.

    Errors: BrokenInstallationError with every problem, file and line.
    """
    root = root or default_root()
    if layer is not None:
        root = lay_over(root, layer)
    absent = [part for part in PARTS if not (root / part).is_dir()]
    if absent:
        raise BrokenInstallationError(*(f"Der Ordner „{part}“ fehlt in {root}." for part in absent))
    problems = Problems()
    validators = load_validators(root / "schemas" / "data")
    law = load_law(root, validators, problems)
    kinds = load_kinds(root, validators, problems)
    vocabulary = load_vocabulary(root, validators, problems)
    conditions = load_conditions(root, vocabulary, validators, problems)
    foreign_words = dict(_foreign_words(root, validators["foreign_words"], problems))
    further_forms = _further_forms(root, validators["further_forms"], problems)
    unread = tuple(problems.unread)
    carriers = {
        carrier.id: carrier
        for path in sorted_files(root / "carriers", "*/carrier.yaml")
        if kinds
        if (carrier := load_carrier(root, path.parent.name, validators, kinds, problems))
    }
    doctypes = {
        doctype.id: doctype
        for path in sorted_files(root / "templates", "*/*.yaml")
        if (doctype := load_doctype(root, path.parent.name, path.stem, validators, problems))
    }
    faults = [*_unprintable(root, doctypes, carriers, validators), *_loose_carriers(root)]
    faults += crowded_logos(root, carriers, validators)
    if unread:  # what follows names norms, facts, conditions and kinds of carriers
        _stop_at(problems, faults, unread)
    is_whole = not any(one.endswith(".md") or "templates/" in one for one in problems.unread)
    known = Known(doctypes, vocabulary, conditions, law, frozenset(KINDS), is_whole)
    duties = load_duties(root, validators, problems, known)
    wording = {
        name: compile_wording(doctype, vocabulary, conditions, law, problems)
        for name, doctype in doctypes.items()
    }
    try:
        schemas = load_schemas(root / "schemas")
    except BrokenInstallationError as broken:
        problems.sentences += broken.problems
        _stop_at(problems, faults)
        raise
    faults += _loose_facts(root, law, vocabulary, schemas, validators)
    faults += _loose_ends(doctypes, schemas, kinds)
    faults += _unlisted(root, doctypes) if is_whole else ()
    faults += _missing_rules(carriers, vocabulary, wording)
    _stop_at(problems, faults)
    return Content(
        root=root,
        digest=_digest(root),
        schemas=schemas,
        law=law,
        carriers=carriers,
        vocabulary=vocabulary,
        conditions=conditions,
        doctypes=doctypes,
        wording=wording,
        duties=duties,
        foreign_words=foreign_words,
        further_forms=further_forms,
    )


def _foreign_words(
    root: Path, validator: Draft202012Validator, problems: Problems
) -> Iterator[tuple[str, str]]:
    """Yield each foreign word with its language; a content root need not know any."""
    file = "templates/foreign_words.yaml"
    tree = read_yaml(root, file, validator, problems) if (root / file).is_file() else None
    for language, words in (tree.value if tree else {}).items():
        yield from ((word, language) for word in words)


def _further_forms(
    root: Path, validator: Draft202012Validator, problems: Problems
) -> Mapping[str, str]:
    """Spell for each format the sentence by which a letter says that it is a further form."""
    tree = read_yaml(root, "templates/further_forms.yaml", validator, problems)
    if tree is None:
        return {}
    said: str = tree.value["satz"]
    return {name: said.format(form=form) for name, form in tree.value["formen"].items()}


def _stop_at(
    problems: Problems, faults: Iterable[tuple[str, str]], unread: tuple[str, ...] = ()
) -> None:
    """Stop where anything is wrong; say so where files that name other files were not looked at."""
    for place, sentence in faults:
        problems.add(place, sentence)
    if unread:
        names = " und ".join(dict.fromkeys(unread))
        problems.sentences.append(
            f"Noch nicht geprüft ist, was auf {names} aufbaut: was Bausteine drucken, die "
            "Pflichtangaben, die Regeln der Träger. Danach kann sich dort noch etwas finden."
        )
    if problems.sentences:
        raise BrokenInstallationError(*problems.sentences)


def _unprintable(
    root: Path,
    doctypes: Mapping[str, Doctype],
    carriers: Mapping[str, Carrier],
    validators: Mapping[str, Draft202012Validator],
) -> Iterator[tuple[str, str]]:
    """Find characters in clauses and in what is known of carriers that the fonts lack.

    A missing layout is told when it is used.
    """
    try:
        glyphs = Glyphs(root / "templates" / "layouts")
    except BrokenInstallationError:
        return
    texts = [
        (clause.file, "".join(clause.bodies.values()))
        for doctype in doctypes.values()
        for clause in doctype.versions()
    ]
    for carrier in carriers:
        file = f"carriers/{carrier}/carrier.yaml"
        if tree := read_yaml(root, file, validators["carrier"], Problems()):
            texts += [one for part in _PRINTED for one in tree.texts(part)]
    for place, text in texts:
        if missing := glyphs.missing(text):
            points = ", ".join(f"U+{ord(letter):04X}" for letter in missing)
            yield place, f"Diese Zeichen können die Schriften nicht drucken: {points}."


def _loose_facts(
    root: Path,
    law: Law,
    vocabulary: Vocabulary,
    schemas: Schemas,
    validators: Mapping[str, Draft202012Validator],
) -> Iterator[tuple[str, str]]:
    """Find facts that are taken from something that is not there."""
    loose = [plan.name for plan in vocabulary.values() if not _has_source(plan, law, schemas)]
    tree = read_yaml(root, "law/facts.yaml", validators["facts"], Problems()) if loose else None
    for name in loose:
        place = tree.place(name) if tree else "law/facts.yaml"
        yield place, f"Der Fakt „{name}“ passt zu keiner solchen Quelle."


def _loose_ends(
    doctypes: Mapping[str, Doctype],
    schemas: Schemas,
    kinds: Mapping[str, CarrierKind],
) -> Iterator[tuple[str, str]]:
    """Find what names something that is not there, across files."""
    for doctype in doctypes.values():
        manifest = f"templates/{doctype.id}.yaml"
        if doctype.id not in schemas.doctypes():
            yield manifest, f"Es fehlt das Schema schemas/{doctype.id}.schema.json."
        for kind in sorted(doctype.carrier_kinds - kinds.keys()):
            yield manifest, f"Die Trägerart „{kind}“ steht nicht in law/traegerarten.yaml."
        for pointer in doctype.axes.values():
            if schemas.spelling(pointer) != "date":
                yield manifest, f"„{pointer}“ ist im Fall kein Datum."


def _unlisted(root: Path, doctypes: Mapping[str, Doctype]) -> Iterator[tuple[str, str]]:
    """Find standard clauses that no manifest of theirs lists."""
    for path in sorted_files(root / "templates", "*/clauses/*.md"):
        group = path.parent.parent.name
        able = [one for one in doctypes.values() if group in {_SHARED, one.id.split("/")[0]}]
        if not any(path.name.split(".")[0] in one.listed for one in able):
            files = " oder ".join(f"templates/{one.id}.yaml" for one in able)
            todo = f" Er gehört in {files} unter „bausteine“, oder die Datei weg." if files else ""
            place = path.relative_to(root).as_posix()
            yield place, f"Kein Dokumenttyp führt diesen Baustein auf.{todo}"


def _loose_carriers(root: Path) -> Iterator[tuple[str, str]]:
    """Find folders and files of carriers that nothing would read."""
    groups = {path.parent.name for path in sorted_files(root / "templates", "*/*.yaml")}
    for path in sorted_files(root / "carriers", "**/*"):
        place = path.relative_to(root)
        in_clauses = len(place.parts) > _CLAUSES_AT and place.parts[_CLAUSES_AT] == "clauses"
        is_read = len(place.parts) == _CARRIER_FILE_DEPTH and place.name == "carrier.yaml"
        is_content = path.suffix in _CONTENT and path.stem != "README"
        if path.is_file() and is_content and not (in_clauses or is_read):
            yield place.as_posix(), _READ_ELSEWHERE
    for path in sorted_files(root / "carriers", "*/clauses/**/*"):
        place = path.relative_to(root)
        is_read = len(place.parts) == _CARRIER_CLAUSE_DEPTH and path.parent.name in groups
        if path.is_file() and not is_read:
            known = ", ".join(sorted(groups))
            yield place.as_posix(), f"Hier wird kein Baustein gelesen, nur in: {known}."
    folders = [path for path in sorted_files(root / "carriers", "*") if path.is_dir()]
    if not folders:
        yield "carriers", "Es gibt keinen Träger: Jeder hat einen Ordner mit carrier.yaml."
    for path in folders:
        if not (path / "carrier.yaml").is_file():
            yield path.relative_to(root).as_posix(), "Hier fehlt carrier.yaml."


def _missing_rules(
    carriers: Mapping[str, Carrier],
    vocabulary: Vocabulary,
    wording: Mapping[str, CompiledWording],
) -> Iterator[tuple[str, str]]:
    """Find rules of a carrier that a letter always prints, whatever the case."""
    printed = {
        vocabulary[name].key: one.clause.file
        for words in wording.values()
        for one in words.clauses.values()
        if one.clause.carrier is None and one.clause.condition is None
        for form in one.printed.values()
        for name in form
        if vocabulary[name].source is SourceKind.TRAEGER
    }
    read = {*printed, *ASKED_RULES}
    for carrier in carriers.values():
        for rule in sorted(printed.keys() - carrier.rules.keys()):
            file = f"carriers/{carrier.id}/carrier.yaml"
            near = misspelt(rule, sorted(carrier.rules.keys() - read))
            slip = f" Heißt sie aus Versehen „{near}“?" if near else ""
            yield file, f"Die Regel „{rule}“ fehlt; {printed[rule]} druckt sie.{slip}"


def _has_source(plan: FactPlan, law: Law, schemas: Schemas) -> bool:
    match plan.source:
        case SourceKind.FALL:
            spelling = schemas.spelling(plan.key)
            return spelling is not None and (spelling == "date") == (plan.kind is ValueKind.DATE)
        case SourceKind.RECHT:
            return plan.key in law.parameters
        case SourceKind.BUDGET:
            return plan.key in {field.name for part in (Slice, Budget) for field in fields(part)}
        case SourceKind.ABGELEITET:
            return plan.key in DERIVED
        case SourceKind.TRAEGER:
            return True


def _digest(root: Path) -> str:
    total = hashlib.sha256()
    for part in PARTS:
        for path in sorted_files(root / part, "**/*"):
            if path.is_file():
                total.update(path.relative_to(root).as_posix().encode() + b"\0")
                total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
