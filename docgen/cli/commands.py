"""The commands, each a thin door to the pipeline."""

import json
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

import click

from docgen import contract
from docgen.budget import Budget, compare
from docgen.case import Case
from docgen.cli.duties_page import duties_page
from docgen.cli.german_help import GermanCommand
from docgen.cli.output import OutputError, write_file, write_files
from docgen.cli.reasons import reason
from docgen.cli.show import (
    Exit,
    say,
    say_budget,
    say_changes,
    say_json,
    warn,
    warn_findings,
)
from docgen.cli.source import Decorator, chosen_content, content_option
from docgen.findings import Finding, has_errors
from docgen.pipeline import (
    FORMATS,
    STANDARD,
    Content,
    OutputFile,
    State,
    examine,
    generate,
    workings_of,
)
from docgen.proof import LARGEST_FILE, Status
from docgen.proof import verify as verify_bytes

_CHANGES = {"entfernt": "entfernt", "hinzugefuegt": "hinzugefügt", "geaendert": "geändert"}


def _json_option() -> Decorator:
    return click.option("--json", "as_json", is_flag=True, help="Ausgabe als JSON.")


def _type_argument() -> Decorator:
    return click.argument("doctype", metavar="TYP")


def _case_argument() -> Decorator:
    return click.argument("file", metavar="FALL.json", type=click.Path(path_type=Path))


@click.command(
    cls=GermanCommand, help="Erzeugt das Schreiben eines Falls und prüft es auf Vollständigkeit."
)
@_type_argument()
@_case_argument()
@click.option(
    "--out",
    "folder",
    metavar="ORDNER",
    required=True,
    type=click.Path(path_type=Path),
    help="Ordner für die Dateien; er wird angelegt.",
)
@click.option(
    "--format",
    "formats",
    metavar="FORMATE",
    default=",".join(STANDARD),
    help=f"Welche Formate, mit Komma getrennt: {', '.join(FORMATS)} (sonst {','.join(STANDARD)}). "
    "Was die Person nach dem Fall braucht, kommt immer dazu.",
)
@click.option("--ersetzen", is_flag=True, help="Vorhandene andere Dateien ersetzen.")
@click.option(
    "--entwurf",
    is_flag=True,
    help="Schreibt einen Entwurf, auch wenn Angaben fehlen; er nennt sie und wird nicht versandt.",
)
@content_option()
def render(  # noqa: PLR0913  (each is an option)
    doctype: str, file: Path, folder: Path, formats: str, *, ersetzen: bool, entwurf: bool
) -> None:
    """Write the letter of one case."""
    wanted = tuple(dict.fromkeys(part.strip() for part in formats.split(",") if part.strip()))
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        raise click.UsageError(f"Mögliche Formate sind: {', '.join(FORMATS)}.")
    content = chosen_content()
    _known_type(content, doctype)
    result = generate(content, doctype, _read(file), wanted, draft=entwurf)
    warn_findings(result.findings)
    if result.state is State.NACHWEIS_FEHLGESCHLAGEN:
        warn("Das fertige Schreiben ist nicht vollständig. Es wurde nichts geschrieben.")
        _leave(Exit.BROKEN)
    if result.state not in {State.FERTIG, State.ENTWURF}:
        warn("Es wurde nichts geschrieben.")
        _leave(Exit.PROBLEMS)
    try:
        write_files(folder, result.files, replace=ersetzen)
    except OutputError as error:
        warn(str(error))
        _leave(Exit.PROBLEMS)
    for one in result.files:
        say(str(folder / one.name))
    if result.state is State.ENTWURF:
        warn(f"Entwurf: {_number_missing(len(result.lacking))}.")


def _number_missing(count: int) -> str:
    match count:
        case 0:
            return "Es fehlt keine Angabe"
        case 1:
            return "1 Angabe fehlt"
        case _:
            return f"{count} Angaben fehlen"


@click.command(cls=GermanCommand, help="Prüft einen Fall; schreibt nichts.")
@_type_argument()
@_case_argument()
@_json_option()
@content_option()
def validate(doctype: str, file: Path, *, as_json: bool) -> None:
    """Tell every finding about one case."""
    content = chosen_content()
    _known_type(content, doctype)
    findings = examine(content, doctype, _read(file)).findings
    valid = not has_errors(findings)
    if as_json:
        say_json(contract.pruefung(findings))
    else:
        warn_findings(findings)
        say("Der Fall ist vollständig." if valid else "Der Fall hat Fehler.")
    _leave(Exit.DONE if valid else Exit.PROBLEMS)


@click.command(cls=GermanCommand, help="Berechnet das Budget eines Falls und zeigt den Rechenweg.")
@_case_argument()
@click.option(
    "--typ",
    "doctype",
    metavar="TYP",
    default="bescheid/bewilligung",
    help="Dokumenttyp, nach dem der Fall gelesen wird (sonst bescheid/bewilligung).",
)
@click.option(
    "--vorher",
    "before",
    metavar="FALL.json",
    type=click.Path(path_type=Path),
    help="Derselbe Fall vor der Änderung; gezeigt wird, was sich ändert.",
)
@click.option(
    "--xlsx",
    "sheet",
    metavar="DATEI",
    type=click.Path(path_type=Path),
    help="Schreibt den Rechenweg auch als Excel-Datei mit Formeln zum Nachrechnen.",
)
@click.option("--ersetzen", is_flag=True, help="Eine vorhandene andere Excel-Datei ersetzen.")
@_json_option()
@content_option()
def budget(  # noqa: PLR0913  (each is an option)
    file: Path,
    doctype: str,
    before: Path | None,
    sheet: Path | None,
    *,
    ersetzen: bool,
    as_json: bool,
) -> None:
    """Show the computed budget of one case, or what changes against another."""
    content = chosen_content()
    _known_type(content, doctype)
    case, computed, found = _priced(content, doctype, file)
    if sheet is not None:
        _write_sheet(sheet, workings_of(computed, case, content), replace=ersetzen)
    if before is not None:
        _, earlier, _ = _priced(content, doctype, before)
        changes = compare(earlier, computed)
        say_json(contract.budgetvergleich(changes)) if as_json else say_changes(changes)
    elif as_json:
        say_json(contract.budgetrechnung(computed, found))
    else:
        say_budget(computed)
    warn_findings(found)
    _leave(Exit.PROBLEMS if has_errors(found) else Exit.DONE)


def _priced(content: Content, doctype: str, file: Path) -> tuple[Case, Budget, tuple[Finding, ...]]:
    """Give the budget of a case with what was found of its amounts; leave where there is none."""
    examined = examine(content, doctype, _read(file))
    if examined.case is None or examined.budget is None or not examined.is_priced:
        warn_findings(examined.unpriced)
        warn("Das Budget lässt sich so nicht berechnen.")
        _leave(Exit.PROBLEMS)
    return examined.case, examined.budget, examined.priced


def _write_sheet(path: Path, sheet: OutputFile, *, replace: bool) -> None:
    try:
        write_file(path, sheet.data, replace=replace)
    except OutputError as error:
        warn(str(error))
        _leave(Exit.PROBLEMS)


@click.command(
    cls=GermanCommand, help="Prüft ein fertiges Schreiben (PDF, DOCX, HTML) ohne den Fall."
)
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
@click.option(
    "--accessibility",
    is_flag=True,
    help="Prüft auch, ob alle Menschen die Datei lesen können (Barrierefreiheit).",
)
@_json_option()
def verify(file: Path, *, accessibility: bool, as_json: bool) -> None:
    """Judge a finished file by what it carries."""
    data = _read(file, LARGEST_FILE)
    verdict = verify_bytes(data)
    barriers = _barriers(data) if accessibility else None
    if as_json:
        more = (
            {} if barriers is None else {"barrierefreiheit": list(map(contract.befund, barriers))}
        )
        say_json({**contract.urteil(verdict), **more})
    else:
        say(verdict.sentence)
        warn_findings(verdict.proof.findings() if verdict.proof else ())
        for change in verdict.changes:
            say(f"  {_CHANGES[change.kind]}: „{change.before}“ → „{change.after}“")
        if barriers is not None:
            say(_count_barriers(barriers))
            warn_findings(barriers)
    sound = verdict.status in {Status.UNCHANGED, Status.CHANGED}
    _leave(Exit.DONE if sound and not has_errors(barriers or ()) else Exit.PROBLEMS)


def _barriers(data: bytes) -> tuple[Finding, ...]:
    # Only this option needs the library that reads the tags of a PDF.
    from docgen.accessibility import check_accessibility  # noqa: PLC0415

    return check_accessibility(data)


def _count_barriers(barriers: tuple[Finding, ...]) -> str:
    errors = sum(one.is_error for one in barriers)
    hints = len(barriers) - errors
    if not barriers:
        return "Barrierefreiheit: kein Mangel gefunden."
    return f"Barrierefreiheit: {errors} Fehler, {hints} {'Hinweis' if hints == 1 else 'Hinweise'}."


@click.command(
    cls=GermanCommand, help="Zeigt die Dokumenttypen, oder mit --leer eine leere Falldatei."
)
@click.option("--leer", "blank", metavar="TYP", help="Leere Falldatei für diesen Typ.")
@_json_option()
@content_option()
def types(blank: str | None, *, as_json: bool) -> None:
    """List document types, or print an empty case file."""
    content = chosen_content()
    if blank is not None:
        _known_type(content, blank)
        click.echo(json.dumps(content.schemas.empty(blank), ensure_ascii=False, indent=2))
    elif as_json:
        say_json({name: doctype.title for name, doctype in content.doctypes.items()})
    else:
        for name, doctype in content.doctypes.items():
            say(f"{name}  {doctype.title}")


@click.command(cls=GermanCommand, help="Zeigt die Pflichtangaben mit Norm und Textbausteinen.")
@click.option("--typ", "doctype", metavar="TYP", help="Nur die eines Dokumenttyps.")
@click.option("--markdown", "as_page", is_flag=True, help="Ausgabe als Seite in Markdown.")
@_json_option()
@content_option()
def duties(doctype: str | None, *, as_page: bool, as_json: bool) -> None:
    """List the mandatory elements."""
    content = chosen_content()
    if doctype is not None:
        _known_type(content, doctype)
    rows = [one for one in content.duties if doctype is None or doctype in one.doctypes]
    if as_json:
        say_json(list(map(contract.pflichtangabe, rows)))
        return
    if as_page:
        chosen = [one for one in content.doctypes.values() if doctype in {None, one.id}]
        say(duties_page(content, chosen))
        return
    for one in rows:
        say(f"{one.id}  ({one.kind}{'' if one.checked else ', Quelle nicht geprüft'})")
        say(f"    {one.title} · {one.source}")
        if one.clauses:
            say(f"    Bausteine: {', '.join(one.clauses)}")


@click.command(cls=GermanCommand, help="Startet den Dienst (HTTP), bis er beendet wird.")
@click.option("--host", metavar="ADRESSE", default="127.0.0.1", help="Adresse (sonst 127.0.0.1).")
@click.option(
    "--port", metavar="PORT", type=click.IntRange(0, 65535), default=8000, help="Port (sonst 8000)."
)
@click.option(
    "--workers",
    "count",
    metavar="ANZAHL",
    type=click.IntRange(1, 64),
    help="Arbeitsprozesse (sonst einer je Prozessor).",
)
@content_option()
def serve(host: str, port: int, count: int | None) -> None:
    """Run the service."""
    # Only this command needs a web server.
    from docgen import server  # noqa: PLC0415
    from docgen.workers import Limits  # noqa: PLC0415

    content = chosen_content()
    try:
        listening = server.listen(host, port)
    except OSError as error:
        raise click.UsageError(
            f"Unter {host}:{port} lässt sich kein Dienst starten ({reason(error)})."
        ) from None
    with listening:
        say(f"docgen startet unter http://{host}:{listening.getsockname()[1]}/")
        server.serve(content, Limits(workers=count) if count else Limits(), listening)


def _known_type(content: Content, doctype: str) -> None:
    if doctype not in content.doctypes:
        near = get_close_matches(doctype, content.doctypes, n=1, cutoff=0.0)
        hint = f" Meinten Sie „{near[0]}“?" if near else ""
        raise click.UsageError(f"Den Dokumenttyp „{doctype}“ gibt es nicht.{hint}")


def _read(file: Path, largest: int = 2_000_000) -> bytes:
    """Read a file, not more than one byte beyond what any reader accepts."""
    try:
        with file.open("rb") as stream:
            return stream.read(largest + 1)
    except OSError as error:
        raise click.UsageError(
            f"Die Datei {file} lässt sich nicht lesen ({reason(error)})."
        ) from None


def _leave(code: Exit) -> NoReturn:
    raise click.exceptions.Exit(code)
