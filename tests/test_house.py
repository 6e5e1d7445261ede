"""The house itself: layers, purpose lines, style and types."""

from __future__ import annotations

import ast
import dataclasses
import graphlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.families import FAMILIES, OF_KIND
from handbook.model import Handbook, Record
from handbook.parts import every_kind
from handbook.render import pages
from helpers import HOME, TEMPLATES, TESTS
from planted import planted_in, stands_once

PACKAGE = sorted((HOME / "hooks/handbook").rglob("*.py"))
# The layers in the order of the data: a module may import from its own layer and from those before it.
LAYERS = ("core", "read", "reason", "rules", "draw", "render", "doors")
DOORS = ("load", "build")  # in, and out; they alone know all layers. Every other module at the top is shared by all


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


def layer_of(module: str) -> int:
    """The place of a module, such as 'reason.steps', in the order of the layers."""
    first = module.partition(".")[0]
    return LAYERS.index("doors" if first in DOORS else first if first in LAYERS else "core")


@pytest.mark.parametrize("path", PACKAGE, ids=lambda path: path.parent.name + "." + path.stem)
def test_data_flow_one_way(path: Path) -> None:
    module = ".".join(path.relative_to(HOME / "hooks/handbook").with_suffix("").parts)
    known = [name.removeprefix("handbook.") for name in imports(path) if name.startswith("handbook.")]
    assert [name for name in known if layer_of(name) > layer_of(module)] == []


def test_nothing_goes_round_in_a_circle() -> None:
    """Also within a layer: there is an order in which every module comes after those it imports."""
    names = {
        ".".join(("handbook", *path.relative_to(HOME / "hooks/handbook").with_suffix("").parts)).removesuffix(
            ".__init__"
        ): path
        for path in PACKAGE
    }
    order = graphlib.TopologicalSorter({name: (imports(path) & names.keys()) - {name} for name, path in names.items()})
    assert len(list(order.static_order())) == len(names)


@pytest.mark.parametrize("path", [*PACKAGE, *HOME.glob("hooks/*.py"), *HOME.glob("tests/*.py")], ids=lambda path: path.stem)
def test_every_file_opens_with_its_purpose(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_nobody_writes_in_content() -> None:
    assert not [path for path in (HOME / "content").rglob("*") if path.is_file() and path.suffix != ".md"]


def test_style_of_sheets_and_scripts() -> None:
    """Faults and layout of CSS and JavaScript, as biome.jsonc has them; the wheel puts the program beside that of Python."""
    command = [Path(sys.executable).with_name("biome"), "check", "--error-on-warnings"]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "hooks", "tests"],
        ["ruff", "format", "--check"],
        pytest.param(["mypy"], marks=pytest.mark.long),
        ["djlint", "--quiet", *TEMPLATES],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_style_and_types(command: list[str | Path]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=HOME, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_file_of_tests_has_a_mistake_that_it_must_notice() -> None:
    """And each of them can still be made; `make nalopen` makes them all, and says which of these files notices nothing."""
    found = planted_in()
    assert {path.name for path in TESTS.glob("test_*.py")} == {each["test"] for each in found}
    assert [each["what"] for each in found if not stands_once(each) or each["old"] == each["new"]] == []
    texts = {name: (TESTS / name).read_text(encoding="utf-8") for name in {each["test"] for each in found}}
    asked = [(each["test"], each["only"].partition("[")[0]) for each in found if "only" in each]
    assert [name for file, name in asked if f"\ndef {name}(" not in texts[file]] == []


def test_every_kind_of_record_is_a_family() -> None:
    """One that is not in FAMILIES is never read, and what the handbook holds of it is always empty."""
    records = [kind for kind in every_kind() if issubclass(kind, Record) and kind is not Record]
    assert len(records) >= 9
    assert [kind.__name__ for kind in records if kind not in OF_KIND] == []
    lists = {each.name for each in dataclasses.fields(Handbook) if str(each.type).startswith("tuple[")}
    assert lists == FAMILIES.keys()


def test_every_family_of_pages_is_in_the_list() -> None:
    """A function that gives pages and is not in FAMILIES is never asked for them."""
    made = [each for _, each in inspect.getmembers(pages, inspect.isfunction) if each.__module__ == pages.__name__]
    families = [each for each in made if each.__name__[0] != "_" and each.__annotations__["return"] == "Iterator[Page]"]
    assert len(families) >= 15
    assert [each.__name__ for each in families if each not in pages.FAMILIES] == []
