"""The house itself: layers, purpose lines, style and types."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import HOME

PACKAGE = sorted((HOME / "hooks/handbook").glob("*.py"))
# Who may know whom: a module may import only from modules before it.
ORDER = [
    "problems",
    "source",
    "model",
    "walk",
    "parse",
    "words",
    "graph",
    "blanks",
    "guide",
    "wording",
    "translations",
    "chapters",
    "addresses",
    "edition",
    "links",
    "prose",
    "form_rules",
    "prose_rules",
    "public_rules",
    "checks",
    "load",
    "measure",
    "charts",
    "layout",
    "raw",
    "templates",
    "acroform",
    "paper",
    "view",
    "journeys",
    "explorer",
    "pages",
    "build",
]


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return (
        names
        | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        | {
            f"handbook.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "handbook"
            for alias in node.names
        }
    )


@pytest.mark.parametrize("path", PACKAGE, ids=lambda path: path.stem)
def test_the_package_does_not_know_the_site_generator(path: Path) -> None:
    assert not [name for name in imports(path) if name.split(".")[0] in ("mkdocs", "material")]


@pytest.mark.parametrize("path", PACKAGE, ids=lambda path: path.stem)
def test_data_flow_one_way(path: Path) -> None:
    if path.stem == "__init__":
        return
    known = [name.removeprefix("handbook.") for name in imports(path) if name.startswith("handbook.")]
    assert [name for name in known if ORDER.index(name) >= ORDER.index(path.stem)] == []


@pytest.mark.parametrize("path", [*PACKAGE, *HOME.glob("hooks/*.py"), *HOME.glob("tests/*.py")], ids=lambda path: path.stem)
def test_every_file_opens_with_its_purpose(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_nobody_writes_in_content() -> None:
    assert not [path for path in (HOME / "content").rglob("*") if path.is_file() and path.suffix != ".md"]


@pytest.mark.parametrize(
    "command", [["ruff", "check", "hooks", "tests"], ["ruff", "format", "--check"], ["mypy"]], ids=" ".join
)
def test_style_and_types(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=HOME, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
