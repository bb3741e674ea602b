"""LibreOffice, started once for many Word files: the only program here that lays them out."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_TAGGED: Final = json.dumps({"UseTaggedPDF": {"type": "boolean", "value": "true"}})


def printed(folder: Path, letters: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give Word files as tagged PDF; `folder` is an empty one of its own."""
    for name, letter in letters.items():
        (folder / f"{name}.docx").write_bytes(letter)
    command = (
        *("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
        *("--convert-to", f"pdf:writer_pdf_Export:{_TAGGED}"),
        *(f"{name}.docx" for name in letters),
    )
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=240)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in letters}
