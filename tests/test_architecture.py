"""The house keeps its rules: direction of imports, no clock, no law in code, no float for money."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "docgen").rglob("*.py"))
DOORS = {"cli", "web"}
MONEY_ROOMS = {"budget", "german", "facts", "rules"}
# It keeps the sign of a section and its number on one line, and so must know the sign.
SPELLING = {"german"}
CLOCKS = {"today", "now", "utcnow"}


def room(path: Path) -> str:
    return path.relative_to(ROOT / "docgen").parts[0].removesuffix(".py")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def clock_uses(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) if name in CLOCKS:
                yield node.lineno
            case ast.Attribute(value=ast.Name(id="time"), attr="time"):
                yield node.lineno
            case ast.ImportFrom(module="time"):
                yield node.lineno


def law_in_strings(tree: ast.AST) -> Iterator[int]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    # A string that stands alone is a docstring, also below an attribute or an enum member.
    prose = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, documented)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in prose:
                if "§" in text or "SGB" in text:
                    yield node.lineno


def inexact_numbers(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="float" | "round")):
                yield node.lineno


@pytest.fixture(params=SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def source(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture
def tree(source: Path) -> ast.AST:
    return ast.parse(source.read_text(encoding="utf-8"))


def test_imports_follow_the_house() -> None:
    run = lint_imports(ROOT)

    assert run.returncode == 0, run.stdout + run.stderr


def test_a_proof_that_knew_render_would_be_refused(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "docgen", tmp_path / "docgen")
    proof = tmp_path / "docgen" / "proof"
    proof.joinpath("peeking.py").write_text('"""Peek."""\nimport docgen.render\n', encoding="utf-8")

    run = lint_imports(tmp_path)

    assert run.returncode == 1, run.stdout + run.stderr
    assert "docgen.proof.peeking -> docgen.render" in run.stdout


def test_only_the_doors_know_the_clock(source: Path, tree: ast.AST) -> None:
    assert room(source) in DOORS or not list(clock_uses(tree))


def test_law_is_data(source: Path, tree: ast.AST) -> None:
    assert room(source) in SPELLING or not list(law_in_strings(tree))


def test_money_is_never_inexact(source: Path, tree: ast.AST) -> None:
    assert room(source) not in MONEY_ROOMS or not list(inexact_numbers(tree))


@pytest.mark.parametrize(
    "line",
    ["date.today()", "datetime.datetime.now()", "dt.utcnow()", "time.time()", "from time import x"],
)
def test_the_clock_is_seen(line: str) -> None:
    assert list(clock_uses(ast.parse(line))) == [1]


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ('x = "nach § 29"', [1]),
        ('x = f"{y} SGB IX"', [1]),
        ('def f():\n    """§ 29 SGB IX."""\n    return 1', []),
        ('class A:\n    """One."""\n    x = 1\n    """§ 29 SGB IX."""', []),
    ],
)
def test_law_is_seen_in_strings_but_not_in_docstrings(code: str, lines: list[int]) -> None:
    assert list(law_in_strings(ast.parse(code))) == lines


def test_an_inexact_number_is_seen() -> None:
    assert list(inexact_numbers(ast.parse("float(x)\nround(y, 2)"))) == [1, 2]
