"""Do the lines of each letterhead fit beside its logo?"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from jsonschema import Draft202012Validator

from docgen.carriers import Carrier
from docgen.dataset import Problems, read_yaml
from docgen.logos import WIDTHS
from docgen.render import widest_logo

_NO_ROOM: Final = "Hier ist kein Platz für ein Logo."


def crowded_logos(
    root: Path, carriers: Mapping[str, Carrier], validators: Mapping[str, Draft202012Validator]
) -> Iterator[tuple[str, str]]:
    """Find logos beside which a letterhead would run into the address; place and sentence."""
    layouts = root / "templates" / "layouts"
    for carrier in carriers.values():
        for number, row in enumerate(carrier.profiles):
            logo, form = row.value.logo, row.value.din_form
            if logo is None:
                continue
            widest = widest_logo(layouts, row.value.letterhead, form)
            if logo.width_mm > widest:
                file = f"carriers/{carrier.id}/carrier.yaml"
                tree = read_yaml(root, file, validators["carrier"], Problems())
                place = tree.place("fassungen", number, "logo", "breite_mm") if tree else file
                todo = f"Bitte setzen Sie „breite_mm“ auf höchstens {widest}."
                sentence = (
                    f"Neben einem Logo von {logo.width_mm} mm werden die Zeilen des Briefkopfs zu "
                    f"hoch für Form {form}. {todo if widest in WIDTHS else _NO_ROOM}"
                )
                yield place, sentence
