"""Find the line on which something stands in a content file that has loaded."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

from docgen.dataset import Problems, Tree, parse_yaml, read_yaml, sorted_files, split_front_matter

_ANYTHING = Draft202012Validator({})


@dataclass(frozen=True, slots=True)
class Places:
    """Lines of content files below a root; each file is read once."""

    root: Path
    _trees: dict[str, Tree | None] = field(default_factory=dict)

    def line(self, file: str, *path: str | int) -> int:
        """Give the line of the key or item at the end of a path, or of the nearest above it."""
        tree = self._tree(file)
        if tree is None:
            return 1
        node, line = tree.node, 1
        for step in path:
            found = _below(node, step)
            if found is None:
                break
            key, node = found
            line = key.start_mark.line + 1 + tree.offset
        return line

    def home(self, name: str, entry: str) -> str:
        """Name the file that holds an entry: `<name>.yaml` or one in the folder `<name>/`."""
        files = (f"{name}.yaml", *self.files(name))
        return next((one for one in files if self._has(one, entry)), files[0])

    def _has(self, file: str, key: str) -> bool:
        tree = self._tree(file)
        return tree is not None and _below(tree.node, key) is not None

    def files(self, folder: str) -> tuple[str, ...]:
        """Name the data files of a folder."""
        found = sorted_files(self.root / folder, "*.yaml")
        return tuple(one.relative_to(self.root).as_posix() for one in found)

    def row(self, file: str, key: str, value: str) -> int | None:
        """Give the line of the row of a list that has this value under a key."""
        tree = self._tree(file)
        rows = tree.value if tree else ()
        return next(
            (self.line(file, at) for at, one in enumerate(rows) if one.get(key) == value), None
        )

    def _tree(self, file: str) -> Tree | None:
        if file not in self._trees:
            self._trees[file] = (
                _head(self.root, file) if file.endswith(".md") else _all(self.root, file)
            )
        return self._trees[file]


def _all(root: Path, file: str) -> Tree | None:
    return read_yaml(root, file, _ANYTHING, Problems())


def _head(root: Path, file: str) -> Tree | None:
    head, _, _ = split_front_matter((root / file).read_text(encoding="utf-8-sig"))
    return parse_yaml(head, file, _ANYTHING, Problems(), offset=1)


def _below(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None
