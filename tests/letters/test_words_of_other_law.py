"""Words and norms that change with the law: each wrong one on a page is noticed.

The table is that of the words that must change (regimes until 2017, 2018 and 2019, from 2020): a
sentence with the words of one law is added to letters of the others, and the proof has to miss the
duty that forbids it. In a letter of its own law the same sentence is no fault.
"""

from typing import Final

import pytest
from letters import content
from mutants import with_sentences
from specimens import Specimen, specimen

from docgen.proof import prove, read_file
from docgen.render import DocxRenderer

UNTIL_2017, UNTIL_2019, TODAY = "2011", "2019, an die Betreuerin", "2026"

WRONG: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "wer das Budget führt, früher": (
        "Wir sind der Beauftragte.",
        (UNTIL_2019, TODAY),
    ),
    "wer das Budget führt, heute": (
        "Wir sind leistender Rehabilitationsträger.",
        (UNTIL_2017,),
    ),
    "im Namen anderer": (
        "Wir entscheiden im Auftrag und im Namen der anderen Leistungsträger.",
        (UNTIL_2019, TODAY),
    ),
    "gegen wen sich der Widerspruch richtet": (
        "Widerspruch und Klage richten sich gegen den Beauftragten.",
        (UNTIL_2019, TODAY),
    ),
    "Verordnung": ("Das steht in § 3 Abs. 5 BudgetV.", (UNTIL_2019, TODAY)),
    "Servicestelle": ("Fragen Sie die gemeinsame Servicestelle.", (UNTIL_2019, TODAY)),
    "Verfahren, früher": ("Das Bedarfsfeststellungsverfahren ist zu Ende.", (UNTIL_2019, TODAY)),
    "Verfahren, heute": ("Die Bedarfsermittlung ist zu Ende.", (UNTIL_2017,)),
    "Begleitung, früher": ("Dazu kommt eine Person ihrer Wahl.", (UNTIL_2019, TODAY)),
    "Begleitung, heute": ("Dazu kommt eine Person ihres Vertrauens.", (UNTIL_2017,)),
    "Wunsch- und Wahlrecht, früher": ("Das folgt aus § 9 Abs. 1 SGB IX.", (UNTIL_2019, TODAY)),
    "Wunsch- und Wahlrecht, heute": (
        "Das folgt aus § 104 Abs. 2 SGB IX.",
        (UNTIL_2017, UNTIL_2019),
    ),
    "Leistungsart, früher": (
        "Das ist Teilhabe am Leben in der Gemeinschaft nach § 55 SGB IX.",
        (TODAY,),
    ),
    "Leistungsart, heute": ("Das ist Soziale Teilhabe.", (UNTIL_2017, UNTIL_2019)),
    "Sozialhilfe": ("Das ist eine Leistung der Sozialhilfe.", (TODAY,)),
    "Gewährung": ("Die Gewährung beginnt bald.", (TODAY,)),
    "Vergleich der Kosten, früher": ("Das folgt aus § 13 Abs. 1 SGB XII.", (TODAY,)),
    "Anspruch, früher": ("Das folgt aus § 17 Abs. 2 SGB IX.", (UNTIL_2019, TODAY)),
    "Anspruch, seit 2018": ("Das folgt aus § 29 Abs. 1 SGB IX.", (UNTIL_2017,)),
    "Anspruch, seit 2020": ("Das folgt aus § 105 Abs. 4 SGB IX.", (UNTIL_2017, UNTIL_2019)),
    "Anspruch, bis 2019": ("Das folgt aus §§ 53, 57 SGB XII.", (TODAY,)),
    "Gesamtplan, 2018 und 2019": ("Das folgt aus § 144 SGB XII.", (UNTIL_2017, TODAY)),
    "unabhängige Beratung": ("Fragen Sie die EUTB.", (UNTIL_2017,)),
    "elektronischer Widerspruch": (
        "Den Widerspruch können Sie in elektronischer Form einlegen.",
        (UNTIL_2017,),
    ),
    "Ersatz der Schriftform": ("Schreiben Sie schriftformersetzend.", (UNTIL_2017, UNTIL_2019)),
    "De-Mail": ("Schreiben Sie uns eine De-Mail.", (UNTIL_2017, TODAY)),
    "vierter Tag": ("Er gilt am vierten Tag als bekannt gegeben.", (UNTIL_2017, UNTIL_2019)),
    "dritter Tag": ("Er gilt am dritten Tag als bekannt gegeben.", (TODAY,)),
}


def forbidden(letter: Specimen, sentence: str) -> set[str]:
    """The duties that a sentence added to a letter breaks."""
    page = read_file(DocxRenderer(content().layouts).render(letter.planned.letter))
    spoiled = prove(with_sentences(page, (sentence,)), letter.planned.obligations)
    kinds = {item.duty: item.kind for item in letter.planned.obligations.items}
    return {
        duty.duty for duty in spoiled.duties if not duty.found and kinds[duty.duty] == "abwesend"
    }


@pytest.mark.parametrize("what", WRONG)
def test_words_of_another_law_are_noticed_and_those_of_its_own_are_not(what: str) -> None:
    sentence, wrong_in = WRONG[what]

    noticed = [
        name for name in (UNTIL_2017, UNTIL_2019, TODAY) if forbidden(specimen(name), sentence)
    ]

    assert noticed == list(wrong_in)
