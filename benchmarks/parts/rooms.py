"""One case through all rooms by their public functions, in the order of `pipeline.generate`."""

from dataclasses import dataclass
from typing import Final

from parts.clock import Laps

from docgen.budget import budget_inputs, compute_budget
from docgen.case import read_case
from docgen.doctypes import Form
from docgen.document import Frame, build_letter
from docgen.duties import oblige
from docgen.facts import DERIVED, Circumstances, gather
from docgen.law import Axes, Axis
from docgen.letter import Letter
from docgen.obligations import Obligations
from docgen.pipeline import FORMATS, Content
from docgen.pipeline.generate import planned_text, provenance
from docgen.pipeline.manifest import OutputFile, manifest
from docgen.proof import Proof, compare, misplaced, prove, read_file
from docgen.rules import Matter, check_rules
from docgen.wording import compose

PDF_ROOMS: Final = (
    "case reading",
    "budget",
    "rules, glyphs",
    "facts",
    "duties",
    "wording",
    "document",
    "render pdf",
    "proof pdf",
    "manifest",
)
DOCX_ROOMS: Final = ("render docx", "proof docx")


@dataclass(frozen=True, slots=True)
class Walked:
    """What comes out at the end; `manifest` is that of the PDF alone."""

    letter: Letter
    pdf: bytes
    manifest: bytes


def walk(content: Content, doctype_id: str, raw: bytes, lap: Laps) -> Walked:
    """Take a case that is in order through every room and note each room's time."""
    doctype = content.doctypes[doctype_id]

    reading = read_case(raw, content.schemas, doctype_id)
    case = reading.case
    assert case is not None
    lap("case reading")

    read = budget_inputs(case, content.carriers)
    assert read.inputs is not None
    budget = compute_budget(read.inputs)
    lap("budget")

    days = {axis.value: case.date(pointer) for axis, pointer in doctype.axes.items()}
    law = content.law.for_letter(Axes(**days))
    matter = Matter(case, content.carriers, law, budget, content.schemas.title)
    findings = (*reading.findings, *read.findings, *check_rules(matter))
    assert not any(content.glyphs.missing(text) for _, text in case.texts())
    lap("rules, glyphs")

    carrier = content.carriers[str(case.get("/traeger"))]
    profile = carrier.profile(law.axes.verfahren)
    assert profile is not None
    circumstances = Circumstances(case, law, carrier, profile, content.carriers, budget)
    facts = gather(circumstances, content.vocabulary, content.conditions, DERIVED)
    lap("facts")

    obligations = oblige(content.duties, doctype, facts, budget, law)
    lap("duties")

    form = Form.NAME if case.get("/vertretung") else Form.SIE
    composition = compose(content.wording[doctype_id], facts, law, carrier=carrier.id, form=form)
    lap("wording")

    origin = provenance(content, doctype, law, composition, obligations)
    frame = Frame(doctype.title, profile.din_form, law.axes.day(Axis.VERFAHREN).isoformat())
    letter = build_letter(frame, composition, facts, origin)
    lap("document")

    pdf = FORMATS["pdf"].render(content, letter)
    lap("render pdf")

    proof = _proven(pdf, letter, obligations)
    lap("proof pdf")

    file = OutputFile(f"{doctype_id.replace('/', '-')}.pdf", FORMATS["pdf"].media_type, pdf)
    record = manifest(origin, case, budget, findings, (), (file,), {file.name: proof})
    lap("manifest")

    docx = FORMATS["docx"].render(content, letter)
    lap("render docx")

    _proven(docx, letter, obligations)
    lap("proof docx")
    return Walked(letter, pdf, record)


def _proven(data: bytes, letter: Letter, obligations: Obligations) -> Proof:
    reading = read_file(data)
    assert not misplaced(reading, letter.din_form)
    proof = prove(reading, obligations)
    assert not proof.findings()
    assert not compare(reading, planned_text(letter))
    return proof
