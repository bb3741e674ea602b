"""What is wrong or noteworthy about a case or a file, as data.

Every finding has a code from the one registry below. Codes are dotted German slugs; they are part
of the contract with callers and are never renamed. The sentences are German because caseworkers
read them; norms are not written here but come from `law/` by the id a kind names.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    FEHLER = "fehler"
    """No letter is written while it stands."""
    HINWEIS = "hinweis"
    """The letter is written; a person should look at it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding: its severity, the sentence with `{placeholders}`, the id of its norm."""

    severity: Severity
    sentence: str
    norm: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about one place.

    `pointer` is a JSON pointer (RFC 6901) into the case; the empty string means the whole case.
    `title` is the German title of that field, empty where there is none; for a finding about a
    finished file, whose pointer is empty, it is the place in the file.
    `norm` is printable text such as a section of a law, or None.
    `stand` names what a hint was said about; it is another one as soon as that changes. Empty for
    errors, which cannot be settled.
    """

    code: str
    severity: Severity
    pointer: str
    message: str
    title: str = ""
    norm: str | None = None
    stand: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the finding stops the letter."""
        return self.severity is Severity.FEHLER


def _fehler(sentence: str, norm: str | None = None) -> Kind:
    return Kind(Severity.FEHLER, sentence, norm)


def _hinweis(sentence: str, norm: str | None = None) -> Kind:
    return Kind(Severity.HINWEIS, sentence, norm)


KINDS: dict[str, Kind] = {
    # --- reading the bytes (room `case`) -------------------------------------------------------
    "datei.leer": _fehler("Die Falldatei ist leer. Bitte geben Sie den Fall als JSON an."),
    "datei.zu_gross": _fehler(
        "Die Falldatei ist größer als {grenze}; so groß ist kein Fall. Bitte prüfen Sie, ob es die "
        "richtige Datei ist."
    ),
    "datei.zu_tief": _fehler(
        "Die Falldatei ist tiefer als {grenze} Ebenen verschachtelt. Bitte prüfen Sie die Klammern."
    ),
    "datei.bom": _fehler(
        "Die Falldatei beginnt mit einer Byte-Reihenfolge-Marke (BOM). "
        "Bitte speichern Sie sie als UTF-8 ohne BOM."
    ),
    "datei.andere_art": _fehler(
        "Das ist {art}, keine Falldatei. Eine Falldatei ist Text in JSON.{rat}"
    ),
    "datei.kodierung": _fehler(
        "Die Falldatei ist nicht in UTF-8 geschrieben. {grund} Bitte speichern Sie sie als UTF-8."
    ),
    "datei.kein_json": _fehler(
        "Die Falldatei ist kein gültiges JSON (Zeile {zeile}, Spalte {spalte}). {grund}"
    ),
    "datei.kein_objekt": _fehler(
        "Die Falldatei muss ein JSON-Objekt sein: Sie beginnt und endet mit geschweiften Klammern."
    ),
    "datei.doppelter_schluessel": _fehler(
        "{feld} steht hier mehrmals. Bitte lassen Sie nur eine der Angaben stehen."
    ),
    "datei.keine_zahl": _fehler(
        "Hier steht {wort}; das ist keine Zahl. Bitte tragen Sie den richtigen Wert ein."
    ),
    "datei.zahl_zu_gross": _fehler(
        "Hier steht eine Zahl, die zu lang, zu groß oder zu klein ist. Bitte prüfen Sie sie."
    ),
    "datei.halbes_zeichen": _fehler(
        "Hier steht die Hälfte eines Zeichens (ein einzelnes Ersatzzeichen). "
        "Bitte tippen Sie die Angabe neu."
    ),
    "datei.fassung_zu_neu": _fehler(
        "Die Falldatei ist nach einer neueren Fassung geschrieben, als dieses Programm kennt "
        "({versionen}). Bitte verwenden Sie ein neueres Programm."
    ),
    "datei.fassung_unbekannt": _fehler(
        "Diese Fassung der Falldatei kennt das Programm nicht. Möglich sind: {versionen}."
    ),
    "datei.zu_viele_fehler": _fehler(
        "Die Falldatei hat mehr als {grenze} Fehler. Bitte beheben Sie zuerst die genannten; "
        "danach werden die übrigen gezeigt."
    ),
    # --- structure and spelling (room `case`) --------------------------------------------------
    "feld.fehlt": _fehler("Die Angabe „{titel}“ fehlt."),
    "feld.fehlt_eines": _fehler("Eine dieser Angaben fehlt: {angaben}."),
    "feld.platzhalter": _fehler(
        "Die Angabe „{titel}“ ist noch auszufüllen: Hier steht ein Platzhalter in spitzen Klammern."
    ),
    "feld.null": _fehler(
        "Die Angabe „{titel}“ ist „null“. Bitte füllen Sie sie aus, oder lassen Sie das Feld weg."
    ),
    "feld.leer": _fehler(
        "Die Angabe „{titel}“ ist leer. Bitte füllen Sie sie aus; nur was nicht nötig ist, lassen "
        "Sie weg."
    ),
    "feld.art": _fehler("Die Angabe „{titel}“ hat die falsche Form: Nötig ist {erwartet}."),
    "feld.unbekannt": _fehler("Das Feld „{feld}“ gibt es hier nicht. {hinweis}"),
    "feld.unbekannte_namen": _fehler(
        "In „{titel}“ stehen Felder, die es hier nicht gibt (Anzahl: {anzahl}), oder mit Namen, "
        "die sich nicht anzeigen lassen. Bitte entfernen Sie sie."
    ),
    "feld.auswahl": _fehler(
        "Für die Angabe „{titel}“ sind nur diese Werte möglich: {werte}.{hinweis}"
    ),
    "feld.schreibweise": _fehler("Die Angabe „{titel}“ ist nicht richtig geschrieben. {meldung}"),
    "feld.zahl_statt_text": _fehler(
        "Die Angabe „{titel}“ steht als Zahl da. Bitte schreiben Sie sie als Text mit Punkt und "
        "in Anführungszeichen{vorschlag}. So geht keine Stelle verloren."
    ),
    "feld.zahl_schreibweise": _fehler(
        'Die Angabe „{titel}“ ist als „{wert}“ geschrieben. Bitte schreiben Sie "{vorschlag}".'
    ),
    "feld.nachkommastellen": _fehler(
        "Die Angabe „{titel}“ hat {anzahl} Nachkommastellen; möglich sind {grenze}. "
        "Bitte runden Sie sie selbst, und verwenden Sie keine Tausenderpunkte."
    ),
    "feld.negativ": _fehler(
        "Die Angabe „{titel}“ ist negativ. Bitte geben Sie sie ohne Minuszeichen an."
    ),
    "feld.datum_schreibweise": _fehler(
        'Die Angabe „{titel}“ ist als „{wert}“ geschrieben. Bitte schreiben Sie "{vorschlag}".'
    ),
    "feld.datum_unmoeglich": _fehler(
        "Die Angabe „{titel}“ nennt den Tag {wert}. Diesen Tag gibt es im Kalender nicht."
    ),
    "feld.zu_kurz": _fehler(
        "Die Angabe „{titel}“ ist zu kurz: {anzahl} Zeichen, nötig sind mindestens {grenze}."
    ),
    "feld.zu_lang": _fehler(
        "Die Angabe „{titel}“ ist zu lang: {anzahl} Zeichen, möglich sind höchstens {grenze}."
    ),
    "feld.zu_wenige": _fehler(
        "„{titel}“ hat zu wenige Einträge: {anzahl}, nötig sind mindestens {grenze}."
    ),
    "feld.zu_viele": _fehler(
        "„{titel}“ hat zu viele Einträge: {anzahl}, möglich sind höchstens {grenze}."
    ),
    "feld.bereich": _fehler("Die Angabe „{titel}“ muss zwischen {von} und {bis} liegen."),
    "feld.unpassend": _fehler("Die Angabe „{titel}“ passt hier nicht. {meldung}"),
    "feld.leerraum": _fehler(
        "Die Angabe „{titel}“ beginnt oder endet mit einem Leerzeichen. {meldung}"
    ),
    "zeichen.steuerzeichen": _fehler(
        "Die Angabe „{titel}“ enthält ein Zeichen, das nicht gedruckt werden kann{stelle}. "
        "{meldung}"
    ),
    "zeichen.unsichtbar": _fehler(
        "Die Angabe „{titel}“ enthält ein unsichtbares Zeichen{stelle}. {meldung}"
    ),
    "zeichen.privat": _fehler(
        "Die Angabe „{titel}“ enthält ein ungültiges Zeichen{stelle}. {meldung}"
    ),
    # --- the case against law and arithmetic (room `rules`) ------------------------------------
    "regel.nicht_geprueft": _hinweis(
        "Die Prüfung „{regel}“ war nicht möglich. Bitte berichtigen Sie zuerst: {felder}."
    ),
    "recht.keine_fassung": _fehler(
        "Für den {tag} ist kein Recht hinterlegt ({eintrag}). Für diesen Zeitraum kann docgen noch "
        "keine Schreiben erzeugen."
    ),
    "traeger.unbekannt": _fehler(
        "Diesen Träger gibt es hier nicht.{vorschlag} Bekannt sind: {bekannt}."
    ),
    "traeger.mehrere_nicht_moeglich": _fehler(
        "Die Leistungen haben mehrere Träger. Bescheide für mehrere Träger kann docgen noch nicht "
        "erzeugen."
    ),
    "traeger.kein_briefkopf": _fehler(
        "Der Träger hat für den Tag der Entscheidung keinen Briefkopf hinterlegt."
    ),
    "traeger.kein_elektronischer_zugang": _fehler(
        "Beim Träger ist für diesen Tag nicht hinterlegt, wie ein elektronisch signierter "
        "Widerspruch ihn erreicht („qes_zugang“). Ohne diese Angabe ist die Belehrung unrichtig; "
        "bitte lassen Sie sie beim Träger ergänzen. Am Fall ist nichts zu ändern."
    ),
    "traeger.keine_gesundheitskarte": _fehler(
        "Bei der Krankenkasse ist für diesen Tag nicht hinterlegt, wie man sich mit der "
        "Gesundheitskarte ausweist („gesundheitskarte“). Ohne diese Angabe ist die Belehrung "
        "unrichtig; bitte lassen Sie sie beim Träger ergänzen. Am Fall ist nichts zu ändern."
    ),
    "traeger.art_nicht_moeglich": _fehler(
        "Dieses Schreiben beruht auf Recht für: {arten}. Der Träger ist als „{art}“ hinterlegt; "
        "für ihn kann docgen dieses Schreiben noch nicht erzeugen."
    ),
    "person.wohnt_im_ausland": _hinweis(
        "Die Person wohnt im Ausland ({land}). Dort gibt es diese Leistungen nur ausnahmsweise, in "
        "einer Notlage. Bitte prüfen Sie das."
    ),
    "gericht.fehlt": _fehler(
        "Gegen den Bescheid gibt es nur die Klage. Bitte nennen Sie das Sozialgericht, in dessen "
        "Bezirk die Person wohnt, mit Anschrift; ohne das Gericht ist die Belehrung unrichtig."
    ),
    "gericht.falsch": _fehler(
        "Über diesen Bescheid urteilt ein {richtig} ({quelle}). Bitte nennen Sie dieses Gericht."
    ),
    "gericht.am_sitz_der_behoerde": _fehler(
        "Die Person wohnt im Ausland. Zuständig ist das Gericht am Sitz der Behörde ({gericht}); "
        "es ist beim Träger hinterlegt. Bitte lassen Sie die Angabe weg."
    ),
    "gericht.nicht_genannt": _hinweis(
        "Zuerst kommt der Widerspruch. Das Schreiben nennt dieses Gericht nicht."
    ),
    "traeger.regel_fehlt": _fehler(
        "Der Träger hat für den Beginn der Leistung keine Regel „{regel}“ hinterlegt."
    ),
    "satz.unbekannt": _fehler("Diesen Satz kennt der Träger nicht.{vorschlag}"),
    "satz.anderer_zeitraum": _fehler(
        "Dieser Satz gilt für einen anderen Zeitraum: Ein Satz je Stunde braucht einen Umfang und "
        "kein „je“, eine Pauschale „je“: „monat“ und keinen Umfang."
    ),
    "satz.ohne_umfang": _fehler(
        "Ein Satz ohne „je“ gilt für eine Stunde, und für diese Leistung ist kein Umfang "
        "angegeben. Bitte geben Sie den Umfang an, oder für einen festen Betrag „je“: „monat“."
    ),
    "satz.betrag_null": _fehler(
        "Aus Umfang und Satz ergibt sich kein Betrag. Bitte prüfen Sie beides."
    ),
    "satz.keine_fassung": _fehler(
        "Der Träger hat diesen Satz für den {tag} nicht hinterlegt. Bitte lassen Sie den Satz "
        "ergänzen, oder geben Sie Betrag und Quelle im Fall an."
    ),
    "rechtsgrundlage.unbekannt": _fehler(
        "Diese Rechtsgrundlage ist nicht hinterlegt.{vorschlag} Bekannt sind: {bekannt}."
    ),
    "rechtsgrundlage.gilt_nicht": _fehler(
        "Diese Rechtsgrundlage gilt am {tag} nicht. An diesem Tag gelten: {gelten}."
    ),
    "leistung.traeger_nicht_beteiligt": _fehler(
        "Dieser Träger entscheidet nicht und ist nicht beteiligt. Bitte nennen Sie den Träger, der "
        "die Leistung trägt, oder beteiligen Sie ihn."
    ),
    "leistung.budgetassistenz_nicht_gezahlt": _hinweis(
        "Dieser Träger bezahlt Budgetassistenz nicht ({quelle}). Ob das noch gilt, ist "
        "zweifelhaft: Das Budget soll auch die nötige Beratung und Unterstützung decken. Bitte "
        "entscheiden Sie das."
    ),
    "leistung.assistenz_durch_fachkraft": _hinweis(
        "Genannt ist eine Fachkraft. Was Fachkräfte leisten, ist qualifizierte Assistenz; bitte "
        "prüfen Sie Rechtsgrundlage und Satz."
    ),
    "leistung.kennung_doppelt": _fehler("Diese Kennung tragen mehrere Leistungen."),
    "leistung.umfang_null": _fehler("Der Umfang der Leistung ist null."),
    "leistung.umfang_zu_gross": _fehler(
        "So groß kann der Umfang einer Leistung nicht sein. Bitte prüfen Sie Menge und Einheit."
    ),
    "leistung.mehr_als_der_tag": _fehler(
        "Das sind zusammen {stunden} Stunden am Tag, und der Tag hat 24. Bitte prüfen Sie die "
        "Mengen, oder geben Sie an, dass mehrere Kräfte zugleich da sind („personen“)."
    ),
    "leistung.zeitraum": _fehler(
        "Der {tag} liegt außerhalb der Bewilligung oder vor dem Beginn der Leistung. Bitte prüfen "
        "Sie die Tage."
    ),
    "leistung.aenderung_doppelt": _fehler(
        "Ab dem {tag} gilt schon eine andere Änderung oder der Anfang. Jede Änderung braucht einen "
        "eigenen, späteren Tag."
    ),
    "leistung.aenderung_ohne_wirkung": _fehler(
        "Diese Angabe ändert nichts: Die Leistung wird ab diesem Tag anders gerechnet, aus Kosten "
        "oder mit einem festen Betrag. Bitte prüfen Sie die Änderung."
    ),
    "leistung.nicht_budgetfaehig": _fehler(
        "„{wort}“ kann nicht als Persönliches Budget gezahlt werden. Bitte nehmen Sie es heraus; "
        "zuständig ist die Pflegekasse."
    ),
    "leistung.lebensunterhalt_nicht_moeglich": _fehler(
        "„{wort}“ gehört zum Lebensunterhalt und nicht zum Persönlichen Budget. Bitte nehmen Sie "
        "es heraus."
    ),
    "leistung.lebensunterhalt_pruefen": _hinweis(
        "„{wort}“ gehört sonst zum Lebensunterhalt. Bitte prüfen Sie, ob diese Kosten nur wegen "
        "der Assistenz entstehen."
    ),
    "kosten.abgabe_unbekannt": _fehler(
        "Diese Abgabe ist nicht hinterlegt.{vorschlag} Bekannt sind: {bekannt}."
    ),
    "kosten.abgabe_ohne_fassung": _fehler(
        "Für den {tag} ist kein Prozentsatz dieser Abgabe hinterlegt. Bitte geben Sie Prozentsatz "
        "und Quelle im Fall an."
    ),
    "kosten.kennung_doppelt": _fehler("Diesen Kurznamen tragen mehrere Kosten der Leistung."),
    "kosten.grundlage_unbekannt": _fehler(
        "„{name}“ steht nicht als Zeile darüber. Ein Prozentsatz wird nur von Zeilen darüber "
        "gerechnet."
    ),
    "leistung.betrag_zu_gross": _fehler(
        "Die Leistung kostet {betrag}; möglich ist weniger als {grenze}. Bitte prüfen Sie "
        "Umfang und Satz."
    ),
    "leistung.gutschein_nicht_moeglich": _fehler(
        "Ein Budget nur aus Gutscheinen kann docgen noch nicht bewilligen: Der Bescheid nennt "
        "immer eine Zahlung."
    ),
    "leistung.umfang_ungenannt": _hinweis(
        "Der Bescheid nennt zu dieser Leistung keinen Umfang. Bitte sagen Sie unter "
        "„umfang_in_worten“, wie viel bewilligt ist."
    ),
    "leistung.nur_als_gutschein": _fehler(
        "{art}: Diese Leistung gibt es im Persönlichen Budget nur als Gutschein. "
        "Bitte wählen Sie die Form „gutschein“."
    ),
    "leistung.gutschein_einmalig": _fehler(
        "Einen Gutschein gibt es im Bescheid nur für jeden Monat, nicht für einen einmaligen "
        "Betrag. Bitte wählen Sie die Form „geld“."
    ),
    "leistung.gutschein_teilmonat": _hinweis(
        "Etwas beginnt, endet oder wechselt innerhalb eines Monats. Was der Gutschein für diesen "
        "Monat wert ist, sagt der Bescheid nicht. Bitte klären Sie das, zum Beispiel in einem "
        "eigenen Absatz."
    ),
    "leistung.nichts_im_monat": _fehler(
        "Ab dem {tag} wird keine Leistung jeden Monat gezahlt. Der Bescheid nennt immer einen "
        "Betrag im Monat; bitte prüfen Sie die Tage der Leistungen."
    ),
    "budget.ueber_vergleich": _fehler(
        "Das Gesamtbudget ({budget}) ist höher als die Kosten ohne Persönliches Budget "
        "({vergleich}). Bitte begründen Sie das, oder prüfen Sie die Leistungen."
    ),
    "budget.vergleich_trotz_unzumutbarkeit": _fehler(
        "Eine andere Form der Leistung ist nicht zumutbar. Dann werden keine Kosten verglichen; "
        "bitte lassen Sie eine der beiden Angaben weg."
    ),
    "budget.unzumutbar_nicht_geregelt": _fehler(
        "Für Leistungen, die an diesem Tag beginnen, regelt das Gesetz noch nicht, dass der "
        "Vergleich der Kosten entfällt. Bitte geben Sie die Kosten ohne Persönliches Budget an."
    ),
    "eigenbeitrag.null": _fehler(
        "Ein Beitrag von null Euro ist keiner. Bitte wählen Sie „keiner“ und den Grund."
    ),
    "eigenbeitrag.falsches_jahr": _fehler(
        "Es zählt das Einkommen des Jahres {jahr}. Bitte geben Sie das Einkommen dieses Jahres an. "
        "Zählt ausnahmsweise das laufende Jahr, weil das Einkommen erheblich abweicht, wählen Sie "
        "unter „massgeblich“ das laufende Jahr."
    ),
    "eigenbeitrag.wechselt_nicht_im_brief": _fehler(
        "Der Bescheid kann einen Wechsel des Beitrags nur begründen, wenn von Anfang an ein "
        "festgesetzter Beitrag abgeht. Bitte teilen Sie die Bewilligung an dem Tag, an dem sich "
        "der Beitrag ändert."
    ),
    "eigenbeitrag.grenze_unbekannt": _fehler(
        "Für den {tag} ist keine Einkommensgrenze hinterlegt. Der Beitrag wird nicht geschätzt; "
        "bitte lassen Sie die Bezugsgröße ergänzen, oder geben Sie den festgesetzten Beitrag an."
    ),
    "eigenbeitrag.einmalige_leistung": _hinweis(
        "Zu Gegenständen, die mindestens ein Jahr genutzt werden, ist neben dem laufenden Beitrag "
        "höchstens einmal ein Beitrag zu leisten, hier bis {betrag}. Der "
        "Bescheid zieht davon nichts ab; bitte prüfen Sie das."
    ),
    "eigenbeitrag.neues_jahr": _hinweis(
        "Der Beitrag ist mit den Grenzen von {jahr} gerechnet. Mit jedem Jahr ändern sich die "
        "Grenzen und das Jahr des Einkommens; bitte merken Sie die neue Berechnung vor."
    ),
    "eigenbeitrag.zu_hoch": _fehler(
        "Der eigene Beitrag lässt von dem, was auszuzahlen ist ({budget}), nichts übrig. Bitte "
        "prüfen Sie ihn."
    ),
    "zahlung.teilmonat_ungeregelt": _fehler(
        "Die Leistung beginnt, endet oder ändert sich innerhalb eines Monats. Wie der Träger dann "
        "die Tage zählt, ist nicht hinterlegt. Bitte lassen Sie die Regel „monatstage“ ergänzen."
    ),
    "pflegegeld.ohne_pflege": _hinweis(
        "Keine Leistung und kein Lebensbereich nennt Pflege. Dann geht Pflegegeld meistens nicht "
        "vom Budget ab; bitte prüfen Sie den Abzug."
    ),
    "pflegegeld.zu_hoch": _fehler(
        "Das eingebrachte Pflegegeld lässt von dem, was auszuzahlen ist ({budget}), nichts übrig. "
        "Bitte prüfen Sie es."
    ),
    "vermoegen.ueber_grenze": _hinweis(
        "Das Vermögen liegt über dem freien Betrag von {grenze}. Was darüber "
        "liegt, ist zuerst einzusetzen; bitte entscheiden Sie das gesondert."
    ),
    "bewilligung.zu_lang": _fehler(
        "Eine Befristung von mehr als {jahre} Jahren kann nicht gemeint sein. Bitte prüfen Sie das "
        "Ende, oder lassen Sie es weg."
    ),
    "ermessen.kein_ermessen_ob": _hinweis(
        "Der Text spricht vom Persönlichen Budget selbst. Darauf besteht ein Anspruch; Ermessen "
        "gibt es nur bei Art und Umfang der Leistung."
    ),
    "kontrolle.abweichung": _fehler(
        "Im Fall stehen {genannt}, errechnet sind {errechnet}. Bitte prüfen Sie Umfang, Satz und "
        "Betrag. Gedruckt wird nur der errechnete Betrag."
    ),
    "kontrolle.unbekannte_leistung": _fehler(
        "Der Kontrollbetrag nennt eine Leistung, die es im Fall nicht gibt."
    ),
    "beginn.vor_antragsmonat": _fehler(
        "Die Leistung beginnt früher, als der Antrag es erlaubt. Frühestens möglich ist der "
        "{fruehestens}. Ging der Antrag zuerst bei einer anderen Stelle ein, geben Sie "
        "den ersten Eingang an."
    ),
    "zeitraum.ueber_rechtswechsel": _fehler(
        "Am {tag} wechselt das Leistungsrecht: {grund}. Ein Bescheid darf nicht darüber reichen. "
        "Bitte teilen Sie: {teile}."
    ),
    "zeitraum.rechtswechsel": _hinweis(
        "Am {tag} wechselt das Leistungsrecht: {grund}. Der Bescheid nennt nur das Recht vom "
        "Beginn der Leistung. Besser sind zwei Bescheide: {teile}."
    ),
    "beginn.spaeter_ohne_grund": _hinweis(
        "Die Leistung könnte schon am {fruehestens} beginnen. Der spätere Tag ist weder als Wunsch "
        "noch mit einem Grund festgehalten. Bitte ergänzen Sie eines von beiden."
    ),
    "befristung.ohne_grund": _fehler(
        "Die Bewilligung hat ein Ende, aber keinen Grund dafür. Eine Befristung braucht einen "
        "Grund aus der Leistung selbst. Sonst lassen Sie das Ende weg und nennen Sie den Tag der "
        "Überprüfung."
    ),
    "befristung.gilt_fuer_alle": _hinweis(
        "Die Befristung gilt für alle Leistungen. Bitte prüfen Sie, ob der Grund jede von ihnen "
        "trägt; sonst bewilligen Sie sie getrennt."
    ),
    "entscheidung.nach_ende": _hinweis(
        "Der Bescheid ergeht erst nach dem letzten Tag der Leistung ({ende}). Bitte prüfen Sie, ob "
        "er nur für die Vergangenheit gelten soll."
    ),
    "entscheidung.nach_ueberpruefung": _hinweis(
        "Der Tag der nächsten Bedarfsermittlung ({ueberpruefung}) ist schon vorbei, wenn der "
        "Bescheid ergeht. Bitte prüfen Sie beide Tage."
    ),
    "ueberpruefung.nach_gesamtplan": _hinweis(
        "Der Gesamtplan ist spätestens am {spaetestens} zu überprüfen. Die nächste "
        "Bedarfsermittlung liegt später; bitte prüfen Sie, ob beides zusammenfallen soll."
    ),
    "ueberpruefung.zu_spaet": _fehler(
        "Die nächste Bedarfsermittlung liegt mehr als {jahre} Jahre nach dem Beginn; spätestens am "
        "{spaetestens} wäre sie fällig. Bitte ziehen Sie sie vor oder begründen Sie den Abstand."
    ),
    "ueberpruefung.spaeter_mit_grund": _hinweis(
        "Die nächste Bedarfsermittlung liegt mehr als {jahre} Jahre nach dem Beginn (spätestens "
        "wäre der {spaetestens}). Der Fall nennt einen Grund; bitte prüfen Sie ihn."
    ),
    "zielvereinbarung.andere_laufzeit": _fehler(
        "Die Zielvereinbarung nennt den {vereinbart}, bewilligt ist: {bewilligt}. Sie gilt für "
        "dieselbe Zeit wie die Bewilligung. Bitte gleichen Sie beides an."
    ),
    "zielvereinbarung.laufzeit_nur_mit_klausel": _hinweis(
        "Die Zielvereinbarung nennt den {vereinbart}, bewilligt ist: {bewilligt}. Das ist nur "
        "möglich, wenn die Zielvereinbarung die andere Dauer ausdrücklich regelt."
    ),
    "zielvereinbarung.gesamtbudget_fehlt": _hinweis(
        "Im Fall steht nicht, welches Gesamtbudget die Zielvereinbarung nennt. Es gehört zu ihrem "
        "Mindestinhalt; bitte sehen Sie nach, ob es darin steht."
    ),
    "zielvereinbarung.anderes_gesamtbudget": _fehler(
        "Die Zielvereinbarung nennt {vereinbart} als Gesamtbudget, errechnet sind {errechnet}. "
        "Bitte prüfen Sie, was stimmt."
    ),
    "zielvereinbarung.vertretung_unterschreibt": _hinweis(
        "Die Person ist minderjährig. Einen Vertrag schließt für sie die gesetzliche Vertretung; "
        "deren Unterschrift unter der Zielvereinbarung ist nicht angegeben. Bitte prüfen Sie das."
    ),
    "zielvereinbarung.unterschrift_nach_bescheid": _fehler(
        "Die Zielvereinbarung ist am {unterschrift} unterschrieben, der Bescheid ist vom "
        "{bescheid}. Erst unterschreiben beide Seiten, dann ergeht der Bescheid."
    ),
    "datum.reihenfolge": _fehler(
        "„{dieses}“ ({frueher}) liegt vor „{anderes}“ ({spaeter}). Bitte prüfen Sie beide Tage."
    ),
    "bank.iban_pruefziffer": _fehler(
        "Die Prüfziffer der IBAN stimmt nicht. Bitte vergleichen Sie sie mit dem Beleg."
    ),
    "bank.iban_aufbau": _fehler(
        "Die IBAN ist nicht richtig aufgebaut (Land, Länge, Zeichen). Bitte prüfen Sie sie."
    ),
    "bank.iban_ausserhalb_sepa": _fehler(
        "Das Konto liegt außerhalb des SEPA-Raums. Dorthin wird nicht gezahlt."
    ),
    "bank.anderer_kontoinhaber": _hinweis(
        "Das Konto gehört nicht der leistungsberechtigten Person. Bitte prüfen Sie, ob das so "
        "gewollt ist; abtreten lässt sich der Anspruch nicht."
    ),
    "nachweis.ab_grenze_verlangt": _hinweis(
        "Ab {grenze} im Monat verlangt der Träger einen Nachweis. Vereinbart ist weniger; bitte "
        "prüfen Sie das."
    ),
    "nachweis.unter_grenze_entbehrlich": _hinweis(
        "Unter {grenze} im Monat verlangt der Träger nur einen Bericht. Vereinbart ist mehr; bitte "
        "prüfen Sie das."
    ),
    "zusatz.verfuegt": _fehler(
        "Der eigene Absatz trifft eine Entscheidung („{wort}“). Entscheidungen stehen nur in den "
        "Verfügungen; bitte beschreiben Sie hier, ohne zu entscheiden."
    ),
    "zusatz.belehrt": _hinweis(
        "Der eigene Absatz spricht von Rechtsbehelfen („{wort}“). Was er sagt, darf der "
        "Rechtsbehelfsbelehrung nicht widersprechen: Ist sie unrichtig, beträgt die Frist ein Jahr "
        "statt eines Monats."
    ),
    "zusatz.verlangt": _hinweis(
        "Der eigene Absatz verlangt oder regelt etwas („{wort}“). Bitte prüfen Sie, ob "
        "Verfügungen, Hinweise und Zielvereinbarung dasselbe sagen."
    ),
    "zusatz.betrag_in_worten": _fehler(
        "Der eigene Absatz nennt einen Betrag in Worten („{wort}“). Bitte schreiben Sie ihn in "
        "Ziffern; nur so lässt er sich mit der Berechnung vergleichen."
    ),
    "zusatz.betrag_unbekannt": _fehler(
        "Der eigene Absatz nennt einen Betrag, den niemand berechnet hat. Bitte lassen Sie ihn weg "
        "oder nennen Sie einen Betrag aus der Berechnung."
    ),
    "text.satzende_fehlt": _hinweis(
        "Der Text endet nicht mit einem Satzzeichen. Im Brief steht er zwischen anderen Sätzen."
    ),
    "text.legt_zeit_fest": _hinweis(
        "Der Text nennt eine Zeit („{wort}“). Wann, wo und wie die Assistenz abläuft, entscheidet "
        "die Person; bitte legen Sie es nicht fest."
    ),
    "text.enthaelt_betrag": _hinweis(
        "Der Text nennt einen Betrag. docgen prüft ihn nicht; bitte vergleichen Sie ihn mit der "
        "Berechnung."
    ),
    "text.ohne_norm": _fehler(
        "Hier fehlt die Rechtsgrundlage. Bitte nennen Sie die Vorschrift für den Abzug oder "
        "den Höchstbetrag."
    ),
    "text.falsche_form": _hinweis(
        "Der Text passt nicht zu dem, der den Brief liest („{wort}“): Geht er an die Person, "
        "spricht er sie an; geht er an die Vertretung, spricht er über sie mit Namen."
    ),
    "bekanntgabe.recht_wechselt": _hinweis(
        "Am {tag} ändert sich, was der Bescheid zu Widerspruch und Bekanntgabe sagen muss. Kommt "
        "er erst dann an, ist die Belehrung unrichtig. Bitte datieren Sie ihn auf diesen Tag oder "
        "einen späteren."
    ),
    "vertretung.befugnis_pruefen": _hinweis(
        "Der Brief geht an die Vertretung. Bitte prüfen Sie, ob ihre Befugnis das umfasst."
    ),
    "vertretung.aufgabenkreis_deckt_nicht": _fehler(
        "Keiner der Aufgabenkreise umfasst diesen Bescheid; an die Betreuung lässt er sich nicht "
        "wirksam bekannt geben. Bitte schreiben Sie an die Person selbst, oder klären Sie die "
        "Betreuung mit dem Gericht."
    ),
    "vertretung.beginnt_spaeter": _fehler(
        "Die Vertretung beginnt am {seit}, der Bescheid ist vom {bescheid}. An wen er geht, "
        "richtet sich nach diesem Tag; bitte prüfen Sie beide."
    ),
    "vertretung.fehlt_minderjaehrig": _fehler(
        "Die Person ist am Tag der Entscheidung {alter} Jahre alt. Unter {ab} Jahren geht der "
        "Bescheid an die Eltern oder die Vormundschaft; bitte geben Sie die Vertretung an."
    ),
    "vertretung.eltern_unterrichten": _hinweis(
        "Die Person ist {alter} Jahre alt und kann den Bescheid selbst erhalten. Bitte "
        "unterrichten Sie die gesetzliche Vertretung, und prüfen Sie, ob sie die "
        "Handlungsfähigkeit eingeschränkt hat."
    ),
    "vertretung.person_volljaehrig": _fehler(
        "Die Person ist am Tag der Entscheidung {alter} Jahre alt. Eltern und Vormundschaft "
        "vertreten nur Minderjährige; bitte prüfen Sie Geburtsdatum und Art der Vertretung."
    ),
    "vertretung.betreuung_minderjaehrig": _fehler(
        "Die Person ist am Tag der Entscheidung noch nicht volljährig. Eine rechtliche Betreuung "
        "haben nur Volljährige; bitte prüfen Sie Geburtsdatum und Art der Vertretung."
    ),
    "person.alter_unwahrscheinlich": _fehler(
        "Nach dem Geburtsdatum wäre die Person {alter} Jahre alt. Bitte prüfen Sie es."
    ),
    "kanal.nicht_moeglich": _fehler(
        "Auf diesem Weg kann docgen den Bescheid für diesen Tag nicht schreiben. {grund} Bitte "
        "wählen Sie einen anderen Weg, zum Beispiel den Brief."
    ),
    "kanal.einschreiben_pruefen": _hinweis(
        "Das Einschreiben wird hier wie ein Brief bekannt gegeben. Soll der Bescheid förmlich "
        "zugestellt werden, wählen Sie bitte die Zustellungsurkunde: Die Belehrung ist eine andere."
    ),
    "kanal.zustellung_pruefen": _hinweis(
        "Die Belehrung spricht von Zustellung. Bitte lassen Sie den Bescheid mit "
        "Zustellungsurkunde zustellen; als einfacher Brief wäre sie unrichtig."
    ),
    "kanal.zugang_pruefen": _hinweis(
        "Elektronisch geht das nur, wenn die Empfängerin oder der Empfänger dafür einen Zugang "
        "eröffnet hat. Bitte senden Sie die Datei selbst und keinen Ausdruck, damit auch die "
        "Belehrung elektronisch ist."
    ),
    "kanal.einwilligung_pruefen": _hinweis(
        "Zum Abruf darf der Bescheid nur bereitgestellt werden, wenn die Empfängerin oder der "
        "Empfänger eingewilligt hat, der Abruf einen Nachweis der Identität verlangt und die Datei "
        "sich speichern lässt. Bitte halten Sie fest, wann die Benachrichtigung abging."
    ),
    "anschrift.ausland_pruefen": _hinweis(
        "Der Brief geht ins Ausland ({land}). Die Belehrung nennt deshalb drei Monate, und kein "
        "Tag der Bekanntgabe wird vermutet; bitte sorgen Sie für einen Nachweis des Zugangs."
    ),
    "anschrift.ausland_nicht_moeglich": _fehler(
        "Die Anschrift liegt im Ausland. Dorthin schreibt docgen nur Briefe und Einschreiben; auf "
        "anderen Wegen ist nicht sicher, welche Frist gilt."
    ),
    "zugangsform.selbst_beifuegen": _hinweis(
        "Gewünscht ist auch die Form „{form}“. docgen erzeugt sie nicht; bitte fügen Sie sie bei."
    ),
    "zugangsform.als_datei": _hinweis(
        "Gewünscht ist auch die Form „{form}“. docgen schreibt sie; gedruckt nützt sie nichts. "
        "Bitte geben Sie die Datei auf einem sicheren Weg weiter, etwa auf einem Datenträger."
    ),
    "zugangsform.umwandeln": _hinweis(
        "Gewünscht ist auch die Form „{form}“. docgen schreibt dafür die Textdatei; bitte lassen "
        "Sie sie übertragen, und fügen Sie das Ergebnis bei."
    ),
    "hinweis.wieder_offen": _hinweis(
        "Der bestätigte Hinweis gilt nicht mehr: Die Angabe darunter ist inzwischen eine andere. "
        "Bitte prüfen Sie ihn noch einmal."
    ),
    "zeichen.nicht_druckbar": _fehler(
        "Dieses Zeichen können die Schriften des Briefs nicht drucken: {zeichen}."
    ),
    "pflicht.angabe_fehlt": _fehler(
        "Die Pflichtangabe „{pflicht}“ braucht „{fakt}“. Der Fall enthält diese Angabe nicht."
    ),
    "baustein.angabe_fehlt": _fehler("{grund}"),
    # --- the finished letter (rooms `render`, `proof`) -----------------------------------------
    "nachweis.text_abweichend": _fehler(
        "Auf dem Schreiben steht an einer Stelle etwas anderes als vorgesehen: „{nachher}“ statt "
        "„{vorher}“."
    ),
    "nachweis.pflicht_unerfuellt": _fehler("Auf dem Schreiben fehlt „{titel}“. {grund}{folge}"),
    "nachweis.verbotenes": _fehler("„{titel}“ ist auf dem Schreiben verletzt. {grund}{folge}"),
    "nachweis.betrag_unbekannt": _fehler(
        "Auf dem Schreiben steht der Betrag „{text}“ ({ort}). Er ist weder berechnet noch im Fall "
        "angegeben."
    ),
    "nachweis.datum_unbekannt": _fehler(
        "Auf dem Schreiben steht das Datum „{text}“ ({ort}). Es kommt im Fall nicht vor."
    ),
    "nachweis.iban_unbekannt": _fehler(
        "Auf dem Schreiben steht die IBAN „{text}“ ({ort}). Sie kommt im Fall nicht vor."
    ),
    "nachweis.platzhalter": _fehler(
        "Auf dem Schreiben steht „{text}“ ({ort}). Dort ist eine Stelle der Vorlage nicht "
        "ausgefüllt."
    ),
    "nachweis.ueberschrift_doppelt": _fehler(
        "Auf dem Schreiben steht eine Überschrift ein zweites Mal ({ort}). Jeder Abschnitt darf "
        "nur einmal vorkommen, sonst ist nicht eindeutig, was gilt."
    ),
    "seite.zu_viele": _fehler(
        "Das Schreiben hat {anzahl} Seiten; möglich sind {grenze}. Bitte kürzen Sie die Texte oder "
        "die Zahl der Leistungen."
    ),
    "seite.rand_links": _fehler(
        "Auf Seite {seite} ragt Text über den linken Rand. Bitte melden Sie das: Das Layout ist zu "
        "ändern."
    ),
    "seite.rand_rechts": _fehler(
        "Auf Seite {seite} ragt Text über den rechten Rand. Bitte kürzen Sie sehr lange Wörter "
        "oder trennen Sie sie durch Leerzeichen."
    ),
    "seite.rand_oben": _fehler(
        "Auf Seite {seite} ragt Text über den oberen Rand. Bitte kürzen Sie den Briefkopf."
    ),
    "seite.rand_unten": _fehler(
        "Auf Seite {seite} ragt Text über den unteren Rand. Bitte kürzen Sie die Zeile am Fuß der "
        "Seite."
    ),
    "seite.anschrift_zu_breit": _fehler(
        "Die Anschrift ragt rechts aus dem Fenster des Briefumschlags. Bitte kürzen Sie die "
        "längste Zeile der Anschrift oder der Absenderzeile."
    ),
    "seite.anschrift_zu_hoch": _fehler(
        "Die Anschrift ragt unten aus dem Fenster des Briefumschlags. Bitte fassen Sie Zeilen der "
        "Anschrift zusammen; Platz ist für sechs."
    ),
    "seite.text_ueberdeckt": _fehler(
        "Auf Seite {seite} steht Text über anderem Text und ist nicht lesbar. Bitte kürzen Sie, "
        "was dort steht; im Briefkopf sind das meist Name und Anschrift des Trägers."
    ),
    # --- whether everybody can read the finished letter (room `accessibility`) ------------------
    "zugang.nicht_pruefbar": _fehler(
        "Die Barrierefreiheit der Datei lässt sich nicht prüfen. {grund}"
    ),
    "zugang.ohne_tags": _fehler(
        "Die PDF-Datei hat keine Tags, oder sie sagt nicht, dass man ihnen trauen kann. Ein "
        "Vorleseprogramm muss ihren Aufbau raten."
    ),
    "zugang.sprache": _fehler(
        "Die Sprache ist nicht oder falsch angegeben. Ein Vorleseprogramm spricht den Text dann "
        "vielleicht falsch aus."
    ),
    "zugang.titel": _fehler("In den Metadaten der PDF-Datei fehlt der Titel."),
    "zugang.titelanzeige": _fehler(
        "Das Fenster zeigt den Dateinamen statt des Titels (DisplayDocTitle fehlt)."
    ),
    "zugang.tabfolge": _fehler(
        "Die Tabulatortaste folgt hier nicht der Reihenfolge der Tags (Tabs ist nicht S)."
    ),
    "zugang.schrift_fehlt": _fehler(
        "Die Schrift ist nicht in die Datei eingebettet. Auf anderen Geräten sieht der Text anders "
        "aus oder fehlt."
    ),
    "zugang.schrift_ohne_unicode": _fehler(
        "Nicht für jedes gezeichnete Zeichen dieser Schrift ist gesagt, welcher Buchstabe es ist. "
        "Es kann nicht vorgelesen, gesucht oder kopiert werden."
    ),
    "zugang.verschluesselt": _fehler(
        "Die Datei ist verschlüsselt. Das kann Vorleseprogramme aussperren."
    ),
    "zugang.kennzeichen_ua": _fehler(
        "Die Metadaten sagen nicht, dass die Datei der Norm PDF/UA-1 folgt."
    ),
    "zugang.kennzeichen_a": _fehler(
        "Die Metadaten sagen „{kennzeichen}“. Ein Schreiben folgt der Norm PDF/A-3a; nur sie "
        "verlangt die Tags und erlaubt die Anlage."
    ),
    "zugang.farbprofil": _fehler(
        "Die Datei sagt, sie folge PDF/A, nennt aber nicht, wie ihre Farben gemeint sind "
        "(OutputIntent mit Profil)."
    ),
    "zugang.anlage": _fehler(
        "Eine eingebettete Datei sagt nicht, was sie für das Schreiben ist. Nötig sind Art der "
        "Beziehung, beide Namen und Medientyp, und sie muss in der Liste AF stehen."
    ),
    "zugang.inhalt_unmarkiert": _fehler(
        "Hier steht etwas, das weder als Inhalt noch als Verzierung gekennzeichnet ist."
    ),
    "zugang.inhalt_verschachtelt": _fehler("Hier steht {was}."),
    "zugang.inhalt_ohne_element": _fehler(
        "Zu diesem Inhalt führt kein Tag. Ein Vorleseprogramm lässt ihn aus."
    ),
    "zugang.inhalt_fehlt": _fehler("Dieser Tag zeigt auf einen Inhalt, den es nicht gibt."),
    "zugang.inhalt_doppelt": _fehler(
        "Dieser Inhalt gehört zu mehreren Tags, oder seine Nummer kommt auf der Seite zweimal vor. "
        "Er würde zweimal vorgelesen."
    ),
    "zugang.elternverzeichnis": _fehler(
        "Vom Inhalt führt der Weg nicht zu seinem Tag zurück: Das Verzeichnis dafür (ParentTree) "
        "stimmt nicht mit den Tags überein."
    ),
    "zugang.lesereihenfolge": _fehler(
        "Die Tags stehen in einer anderen Reihenfolge als der Text auf der Seite: Dieser Teil "
        "gehört früher."
    ),
    "zugang.element_geteilt": _fehler(
        "Ein Seitenwechsel zerreißt diesen Teil ({art}): Er ist auf der neuen Seite ein eigener "
        "Tag. Ein Vorleseprogramm meldet zwei Teile statt einem."
    ),
    "zugang.laufende_zeile": _fehler(
        "Diese Zeile steht auf jeder Seite und ist als Inhalt gekennzeichnet. Sie würde mitten im "
        "Text vorgelesen."
    ),
    "zugang.worttrennung": _fehler(
        "Hier ist ein Wort mit einem festen Trennstrich geteilt. Es wird zerrissen vorgelesen und "
        "nicht gefunden."
    ),
    "zugang.art_unbekannt": _fehler(
        "Die Art „{art}“ ist kein Tag der Norm und keinem richtig zugeordnet."
    ),
    "zugang.hauptueberschrift": _fehler(
        "Das Schreiben braucht genau eine Hauptüberschrift (H1), und sie muss die erste "
        "Überschrift sein; es hat {anzahl}."
    ),
    "zugang.ueberschrift_sprung": _fehler(
        "Auf eine Überschrift der Ebene {vorher} folgt eine der Ebene {nachher}. Dazwischen fehlt "
        "eine Ebene."
    ),
    "zugang.element_leer": _fehler(
        "Dieser Tag ({art}) hat keinen Inhalt. Ein Vorleseprogramm bleibt an ihm hängen."
    ),
    "zugang.text_ohne_absatz": _fehler(
        "Dieser Text steht in keinem Absatz, keiner Überschrift und keiner Zelle."
    ),
    "zugang.verschachtelung": _fehler(
        "Dieser Teil ({art}) steckt in einem Absatz oder einer Überschrift. Er würde als Stück "
        "davon vorgelesen."
    ),
    "zugang.bild_ohne_text": _fehler("Zu diesem Bild fehlt ein Text, der vorgelesen wird."),
    "zugang.bild_rahmen": _fehler(
        "Das Bild steht nicht dort, wo sein Tag es angibt (BBox). Eine Bildschirmlupe zeigt eine "
        "falsche Stelle."
    ),
    "zugang.anmerkung": _fehler(
        "Eine Anmerkung oder ein Verweis ({art}) steht in keinem passenden Tag, oder es fehlt ein "
        "Text, der sagt, worum es geht."
    ),
    "zugang.liste_aufbau": _fehler(
        "Die Liste ist falsch gebaut. Eine Liste (L) hat Punkte (LI), ein Punkt höchstens ein "
        "Zeichen (Lbl) und danach genau einen Text (LBody)."
    ),
    "zugang.liste_zaehlung": _fehler(
        "Die Liste hat Nummern, sagt aber nicht, wie sie zählt (ListNumbering)."
    ),
    "zugang.tabelle_aufbau": _fehler(
        "Die Tabelle ist falsch gebaut. Eine Tabelle hat Zeilen (TR), eine Zeile nur Zellen (TH, "
        "TD); eine Beschriftung steht am Anfang oder Ende."
    ),
    "zugang.tabelle_zeile": _fehler(
        "Diese Zeile füllt {anzahl} von {spalten} Spalten der Tabelle."
    ),
    "zugang.tabelle_kopf": _fehler(
        "Der Tabelle fehlen Kopfzellen, oder eine sagt nicht, ob sie zu einer Zeile oder zu einer "
        "Spalte gehört (Scope)."
    ),
    "zugang.tabelle_bezug": _fehler(
        "Diese Zelle nennt eine Kopfzelle, die es in ihrer Tabelle nicht gibt."
    ),
    "zugang.kennung": _fehler(
        "Die Kennung dieses Tags fehlt im Verzeichnis der Kennungen (IDTree), steht dort falsch "
        "oder kommt zweimal vor."
    ),
    "zugang.tabelle_kopf_wiederholt": _fehler(
        "Der Tabellenkopf ist auf einer weiteren Seite noch einmal Inhalt. Dort darf er nur "
        "Verzierung sein."
    ),
    "zugang.word_hauptueberschrift": _fehler(
        "Das Dokument braucht genau eine Überschrift der Ebene 1, und sie muss die erste sein; es "
        "hat {anzahl}."
    ),
    "zugang.word_ueberschrift_sprung": _fehler(
        "Auf eine Überschrift der Ebene {vorher} folgt eine der Ebene {nachher}. Dazwischen fehlt "
        "eine Ebene."
    ),
    "zugang.word_ueberschrift_gemalt": _fehler(
        "Dieser Absatz sieht wie eine Überschrift aus, ist aber nur fett. Bitte verwenden Sie eine "
        "Formatvorlage für Überschriften."
    ),
    "zugang.word_liste_getippt": _fehler(
        "Das Zeichen oder die Nummer am Anfang ist getippt. Bitte verwenden Sie eine Liste von "
        "Word."
    ),
    "zugang.word_tabellenkopf": _fehler(
        "Die erste Zeile der Tabelle ist nicht als Kopfzeile gekennzeichnet."
    ),
    "zugang.word_tabelle_zeile": _fehler(
        "Diese Zeile füllt {anzahl} von {spalten} Spalten der Tabelle."
    ),
    "zugang.word_zellen_verbunden": _fehler(
        "Hier sind Zellen verbunden, oder eine Tabelle steht in einer Tabelle. Wer sie hört, "
        "verliert die Spalte."
    ),
    "zugang.word_sprache": _fehler(
        "Die Formatvorlagen nennen keine Sprache. Ein Vorleseprogramm spricht den Text dann "
        "vielleicht falsch aus."
    ),
    "zugang.word_titel": _fehler("In den Eigenschaften des Dokuments fehlt der Titel."),
    "zugang.word_bild_ohne_text": _fehler(
        "Zu dieser Zeichnung fehlt ein Text, der vorgelesen wird; als Verzierung ist sie nicht "
        "gekennzeichnet."
    ),
    "zugang.word_leerer_absatz": _fehler(
        "Ein leerer Absatz oder mehrere Zeilenwechsel machen Platz. Bitte verwenden Sie den "
        "Abstand der Formatvorlage."
    ),
    "zugang.word_textfeld": _fehler(
        "Dieser Text steht in einem Textfeld. Ein Vorleseprogramm findet ihn nicht oder an "
        "falscher Stelle."
    ),
    "zugang.word_rahmen": _hinweis(
        "Dieser Text steht in einem Positionsrahmen. Bitte achten Sie darauf, dass er im Dokument "
        "an der Stelle steht, an der er gelesen werden soll."
    ),
    "zugang.word_leerraum": _fehler(
        "Spalten oder Einzüge sind mit Tabulatoren oder Leerzeichen gemacht. Bitte verwenden Sie "
        "eine Tabelle oder eine Formatvorlage."
    ),
    "zugang.word_tabulator": _hinweis(
        "{anzahl} Absätze hintereinander sind mit Tabulatoren geteilt. Das sieht wie eine Tabelle "
        "aus und ist keine."
    ),
}


def finding(
    code: str, pointer: str = "", *, title: str = "", norm: str | None = None, **values: object
) -> Finding:
    """Make the finding of a registered kind, its placeholders filled with `values`.

    Errors: KeyError for an unknown code or a placeholder without a value.
    """
    kind = KINDS[code]
    return Finding(code, kind.severity, pointer, kind.sentence.format_map(values), title, norm)


ABSENT = frozenset({"feld.fehlt", "feld.fehlt_eines", "feld.platzhalter", "feld.leer"})
"""The codes that say a field is still to be filled."""


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding stops the letter."""
    return any(one.is_error for one in findings)
