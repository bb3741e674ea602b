"""Copies of the shipped content, to be broken in one place."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cases import ROOT


@dataclass(frozen=True, slots=True)
class Root:
    """A copy of the content, to be broken. Every change gives the place of what it added."""

    folder: Path

    def read(self, path: str) -> str:
        """Give the text of a file."""
        return (self.folder / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> str:
        """Give a file another text."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return path

    def write_bytes(self, path: str, data: bytes) -> str:
        """Give a file other bytes."""
        (self.folder / path).write_bytes(data)
        return path

    def append(self, path: str, text: str, *, to: int = 0) -> str:
        """Add lines at the end; the place is that of the line number `to` among them."""
        before = self.read(path).rstrip("\n").split("\n")
        self.write(path, "\n".join([*before, text, ""]))
        return f"{path}:{len(before) + 1 + to}"

    def replace(self, path: str, old: str, new: str) -> str:
        """Put another text in the place of one."""
        place = self.place(path, old)
        self.write(path, self.read(path).replace(old, new, 1))
        return place

    def place(self, path: str, text: str) -> str:
        """Give the place where a text first stands in a file."""
        whole = self.read(path)
        assert text in whole, f"{text!r} steht nicht in {path}"
        return f"{path}:{whole[: whole.index(text)].count(chr(10)) + 1}"

    def remove(self, path: str) -> str:
        """Take a folder away with all that is in it."""
        shutil.rmtree(self.folder / path)
        return path


Break = Callable[[Root], str]


def copied(folder: Path) -> Root:
    """A copy of all content below a folder; layouts are only looked at."""
    for part in ("schemas", "templates", "law", "carriers"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("layouts"))
    (folder / "templates" / "layouts").symlink_to(ROOT / "templates" / "layouts")
    return Root(folder)
