"""What may become a logo, what is said of all else, and that nothing of a file travels on."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pictures import BLUE, drawn, png, saved
from PIL import Image, ImageFile
from PIL.PngImagePlugin import PngInfo

from docgen.dataset import Problems
from docgen.letter import Logo
from docgen.logos import read_logo

NAME: Final = "logo.png"
ROTATED: Final = 6


def read(
    folder: Path, *, width: int = 35, form: str = "B", words: str = "Wappen", name: str = NAME
) -> tuple[Logo | None, list[str]]:
    """The logo of a carrier's folder, and all that is said; each with its key."""
    problems = Problems()
    plan = {"datei": name, "alternativtext": words, "breite_mm": width}
    row = {"logo": plan, "din_form": form}
    logo = read_logo(folder, row, lambda *keys: "/".join(map(str, keys)), problems)
    return logo, problems.sentences


def logo_of(data: bytes, folder: Path, *, width: int = 35, form: str = "B") -> Logo:
    (folder / NAME).write_bytes(data)
    logo, said = read(folder, width=width, form=form)
    assert said == []
    assert logo is not None
    return logo


def picture(logo: Logo) -> Image.Image:
    return Image.open(io.BytesIO(logo.png))


def chunks(data: bytes) -> list[str]:
    """The names of the parts of a PNG."""
    names, place = [], 8
    while place < len(data):
        (length,) = struct.unpack_from("!I", data, place)
        names.append(data[place + 4 : place + 8].decode())
        place += length + 12
    return names


def chunk(name: bytes, content: bytes) -> bytes:
    """A part of a PNG with its sum."""
    body = name + content
    return struct.pack("!I", len(content)) + body + struct.pack("!I", zlib.crc32(body))


def with_chunk(name: bytes, content: bytes) -> bytes:
    """A sound PNG with one more part behind its header."""
    data = png(600, 300)
    return data[:33] + chunk(name, content) + data[33:]


def enormous() -> bytes:
    """A few bytes that say they are ten thousand million pixels."""
    header = struct.pack("!IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    data = png(600, 300)
    return data[:8] + chunk(b"IHDR", header) + data[33:]


def rotated() -> bytes:
    """A picture of 300 by 600 that a camera held on its side wrote as 600 by 300."""
    turned = Image.Exif()
    turned[0x0112] = ROTATED
    return saved(drawn(600, 300), "JPEG", exif=turned)


def moving() -> bytes:
    return saved(drawn(600, 300), save_all=True, append_images=[Image.new("RGB", (600, 300))])


def with_broken_notes() -> bytes:
    """A picture whose camera's notes end in the middle; Pillow would only warn."""
    data = rotated()
    place = data.index(b"Exif") + 6
    return data[:place] + data[place : place + 8] + b"\xff" * 4 + data[place + 12 :]


# --- what is drawn --------------------------------------------------------------------------------


def test_a_logo_has_its_width_and_keeps_its_shape(tmp_path: Path) -> None:
    logo = logo_of(png(700, 350), tmp_path, width=35)

    assert (logo.width_mm, logo.height_mm) == (35, 17.5)
    assert logo.text == "Wappen"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(saved(drawn(600, 300).convert("L")), id="grey"),
        pytest.param(saved(drawn(600, 300).convert("1")), id="black_and_white"),
        pytest.param(saved(drawn(600, 300).convert("P"), transparency=0), id="palette"),
        pytest.param(saved(drawn(600, 300).convert("RGBA")), id="with_alpha"),
        pytest.param(saved(drawn(600, 300), "JPEG"), id="jpeg"),
        pytest.param(saved(drawn(600, 300), "JPEG", progressive=True), id="progressive"),
    ],
)
def test_whatever_a_file_is_the_picture_is_plain_colours(data: bytes, tmp_path: Path) -> None:
    assert picture(logo_of(data, tmp_path)).mode == "RGB"


def test_what_shines_through_lies_on_white(tmp_path: Path) -> None:
    see_through = drawn(600, 300).convert("RGBA")
    see_through.paste((0, 0, 0, 0), (0, 0, 50, 300))

    shown = picture(logo_of(saved(see_through), tmp_path))

    assert shown.getpixel((2, 150)) == (255, 255, 255)
    assert shown.getpixel((shown.width - 1, 0)) == BLUE


def test_a_photograph_taken_on_its_side_stands_upright(tmp_path: Path) -> None:
    logo = logo_of(rotated(), tmp_path, width=15)

    assert picture(logo).height == 2 * picture(logo).width
    assert logo.height_mm == 30


def test_nothing_of_the_file_but_its_pixels_gets_into_a_letter(tmp_path: Path) -> None:
    about = PngInfo()
    about.add_text("Author", "GEHEIM")
    data = saved(drawn(300, 150), pnginfo=about, dpi=(600, 600), icc_profile=b"GEHEIM" * 20)
    assert b"GEHEIM" in data

    logo = logo_of(data + b"GEHEIM", tmp_path)

    assert set(chunks(logo.png)) == {"IHDR", "IDAT", "IEND"}
    assert picture(logo).tobytes() == drawn(300, 150).tobytes()


def test_a_picture_is_no_finer_than_print_needs(tmp_path: Path) -> None:
    logo = logo_of(png(4000, 2000), tmp_path, width=20)

    assert picture(logo).size == (237, 118)  # 300 dpi on 20 mm


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    data = rotated()

    assert logo_of(data, tmp_path, width=15) == logo_of(data, tmp_path, width=15)


def test_who_has_no_logo_has_none(tmp_path: Path) -> None:
    problems = Problems()

    assert read_logo(tmp_path, {"din_form": "A"}, lambda *_: "", problems) is None
    assert problems.sentences == []


# --- what is refused ------------------------------------------------------------------------------

REFUSED: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "nothing": (lambda: b"", "„logo.png“ ist weder PNG noch JPEG. Bitte exportieren Sie"),
    "a web page": (lambda: b"<html></html>", "ist weder PNG noch JPEG."),
    "a GIF": (lambda: saved(drawn(600, 300), "GIF"), "ist weder PNG noch JPEG."),
    "half a PNG": (lambda: png(600, 300)[:-900], "ist beschädigt oder unvollständig."),
    "half a JPEG": (lambda: saved(drawn(600, 300), "JPEG")[:-900], "ist beschädigt oder unvoll"),
    "broken notes of a camera": (with_broken_notes, "ist beschädigt oder unvollständig."),
    "hidden text that fills the memory": (
        lambda: with_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(100_000_000))),
        "ist beschädigt oder unvollständig.",
    ),
    "a profile that fills the memory": (
        lambda: with_chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(100_000_000))),
        "ist beschädigt oder unvollständig.",
    ),
    "more pixels than any memory holds": (enormous, "hat 100000 × 100000 Bildpunkte, erlaubt sind"),
    "a side too long": (lambda: png(4001, 100), "hat 4001 × 100 Bildpunkte, erlaubt sind 4000 × "),
    "too many bytes": (lambda: png(600, 300) + bytes(500_000), "ist größer als 500 kB."),
    "the colours of printers": (
        lambda: saved(drawn(600, 300).convert("CMYK"), "JPEG"),
        "hat Farben der Art CMYK, die sich nicht sicher umrechnen lassen.",
    ),
    "grey in 65,536 steps": (
        lambda: saved(Image.new("I;16", (600, 300))),
        "Bitte exportieren Sie das Bild als PNG in RGB mit 8 Bit je Farbe.",
    ),
    "a moving picture": (moving, "ist ein bewegtes Bild."),
}


@pytest.mark.parametrize(("make", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_can_be_no_logo_is_refused_with_its_reason(
    make: Callable[[], bytes], sentence: str, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_bytes(make())

    logo, [said] = read(tmp_path)

    assert logo is None
    assert said.startswith("logo/datei: „logo.png“ ")
    assert sentence in said


def test_a_flipped_bit_is_noticed_wherever_it_is(tmp_path: Path) -> None:
    data = png(600, 300)

    for at in range(data.index(b"IDAT") + 4, len(data) - 16, 40):
        (tmp_path / NAME).write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        logo, _ = read(tmp_path)
        assert logo is None, at


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "anderes.png").mkdir()

    for name in (NAME, "anderes.png"):
        _, said = read(tmp_path, name=name)
        assert said == [f"logo/datei: „{name}“ liegt nicht im Ordner des Trägers."]


def test_of_an_svg_is_said_why_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")

    _, [said] = read(tmp_path, name="logo.svg")

    assert "Sie kann Programme und Verweise nach außen enthalten" in said
    assert said.endswith("Bitte exportieren Sie das Bild als PNG mit 600 dpi.")


@pytest.mark.parametrize(
    ("pixels", "width", "form", "sentence"),
    [
        ((600, 300), 9, "B", "Ein Logo ist 10 bis 75 mm breit."),
        ((600, 300), 0, "B", "Ein Logo ist 10 bis 75 mm breit."),
        ((600, 300), 76, "B", "Ein Logo ist 10 bis 75 mm breit."),
        ((206, 100), 35, "B", "ist 206 Bildpunkte breit, für 35 mm braucht es mindestens 207 "),
        ((600, 300), 39, "A", "wird 20 mm hoch, im Briefkopf der Form A haben 19 mm Platz."),
        ((600, 300), 39, "A", "Bitte setzen Sie „breite_mm“ auf höchstens 38."),
        ((600, 300), 61, "B", "wird 31 mm hoch, im Briefkopf der Form B haben 30 mm Platz."),
        ((600, 3000), 35, "B", "Bitte nehmen Sie ein weniger hohes Bild."),
        ((3000, 100), 35, "B", "Das Bild wird keine 3 mm hoch."),
    ],
)
def test_a_picture_that_does_not_fit_is_told_what_would(
    pixels: tuple[int, int], width: int, form: str, sentence: str, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_bytes(png(*pixels))

    _, [said] = read(tmp_path, width=width, form=form)

    assert said.startswith("logo/breite_mm: ")
    assert sentence in said


@pytest.mark.parametrize(("width", "form"), [(38, "A"), (60, "B"), (10, "A")])
def test_what_the_sentence_says_would_fit_does(width: int, form: str, tmp_path: Path) -> None:
    assert logo_of(png(600, 300), tmp_path, width=width, form=form).width_mm == width


@pytest.mark.parametrize("words", ["   ", "Wappen\nder Stadt", "\x00", "\ud800", "\ue000"])
def test_words_that_nobody_can_read_aloud_are_refused(words: str, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(png(600, 300))

    _, [said] = read(tmp_path, words=words)

    assert said.startswith("logo/alternativtext: Der Alternativtext muss in einer Zeile sagen")


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(png(100, 100))

    _, said = read(tmp_path, words=" ", form="A")

    assert [one.partition(":")[0] for one in said] == [
        "logo/alternativtext",
        "logo/breite_mm",
        "logo/breite_mm",
    ]


def test_reading_leaves_the_library_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WeasyPrint lets half pictures pass, and sets that for the whole process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    (tmp_path / NAME).write_bytes(saved(drawn(600, 300), "JPEG")[:-900])

    logo, _ = read(tmp_path)

    assert logo is None
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


SEEDS: Final = (rotated(), png(60, 30), moving(), saved(drawn(60, 30).convert("P"), transparency=0))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.sampled_from(SEEDS), at=st.integers(0, 10_000), bits=st.integers(1, 255))
def test_whatever_a_byte_is_changed_to_nothing_but_a_sentence_comes_of_it(
    seed: bytes, at: int, bits: int, tmp_path: Path
) -> None:
    broken = bytearray(seed)
    broken[at % len(seed)] ^= bits
    (tmp_path / NAME).write_bytes(broken)

    logo, said = read(tmp_path, width=15)

    assert logo is not None or len(said) == 1
