"""Templates hold layout and wording alone: whatever is chosen, counted or worked out comes ready from Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, nodes

from handbook.render import templates
from handbook.store import Store
from helpers import TEMPLATES

WIDEST = 125
ARITHMETIC = (
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos,
)  # fmt: skip
DOES = {"append", "extend", "insert", "pop", "update", "setdefault", "add", "remove", "clear", "fresh", "namespace"}
CHOOSES = {
    "selectattr", "rejectattr", "select", "reject", "map", "groupby", "sort", "dictsort", "unique", "sum", "list", "max",
    "min", "batch", "slice", "reverse", "random", "replace",
}  # fmt: skip


def wide_lines(text: str) -> Iterator[str]:
    """What stands too far to the right to be read beside something else."""
    yield from (f"is te breed op regel {at}" for at, line in enumerate(text.splitlines(), start=1) if len(line) > WIDEST)


def computing(text: str) -> Iterator[str]:
    """Whatever a template works out for itself.

    Only the names of other templates, which Jinja itself looks up, may be joined with a tilde.
    """
    tree = Environment(autoescape=True).parse(text)
    lookups = [each.template for each in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends))]
    joined = {id(each) for name in lookups for each in (name, *name.find_all(nodes.Concat))}
    for node in tree.find_all(nodes.Node):
        match node:
            case nodes.Call(node=nodes.Name(name=name) | nodes.Getattr(attr=name)) if name in DOES:
                yield f"roept {name}() aan op regel {node.lineno}"
            case nodes.Filter(name=name) if name in CHOOSES:
                yield f"kiest met '{name}' op regel {node.lineno}"
            case nodes.Concat() if id(node) not in joined:
                yield f"plakt met ~ op regel {node.lineno}"
            case nodes.Getitem(arg=nodes.Slice()):
                yield f"neemt een deel van een lijst op regel {node.lineno}"
            case _ if isinstance(node, ARITHMETIC):
                yield f"rekent op regel {node.lineno}"


def faults(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    found = [f"{path.name} {fault}" for fault in (*wide_lines(text), *computing(text))]
    return [fault for fault in found]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_only_shows(path: Path) -> None:
    assert faults(path) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% if found.append(1) %}{% endif %}", "roept append() aan op regel 1"),
        ("\n{{ t.fresh() }}", "roept fresh() aan op regel 2"),
        ("{% set box = namespace(at=1) %}", "roept namespace() aan op regel 1"),
        ("{% for role in roles | sort(attribute='name') %}{% endfor %}", "kiest met 'sort' op regel 1"),
        ("{{ box.left + 9 }}", "rekent op regel 1"),
        ("{{ -box.left }}", "rekent op regel 1"),
        ("{{ href('rollen/' ~ id) }}", "plakt met ~ op regel 1"),
        ("{% for way in ways[:2] %}{% endfor %}", "neemt een deel van een lijst op regel 1"),
        ("{{ title }}" * 12, "is te breed op regel 1"),
    ],
)
def test_what_computes_is_seen(text: str, said: str) -> None:
    assert [*wide_lines(text), *computing(text)] == [said]


def test_what_shows_is_left_alone() -> None:
    shows = '{% for role in roles if role.name %}{{ role.name | upper if loop.index > 1 else "" }}{% endfor %}'
    assert [*computing(shows + '{% include ".icons/" ~ icon ~ ".svg" %}')] == []


def test_a_template_is_compiled_once_also_by_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = Environment.compile

    def counted(env: Environment, source: str, name: str, *more: Any, **other: Any) -> Any:
        compiled.append(name)
        return real(env, source, name, *more, **other)

    def built() -> Store:
        """What the store says of a build by a process that knows nothing yet."""
        monkeypatch.setattr(templates, "STORE", Store(tmp_path))
        templates.environment.__wrapped__().get_template("home.md")
        return templates.STORE

    monkeypatch.setattr(Environment, "compile", counted)
    assert [built().notices, built().notices, compiled] == [[], [], ["home.md"]]
    kept = next(tmp_path.iterdir())
    kept.write_bytes(kept.read_bytes()[:-1])
    assert "was beschadigd" in built().notices[0] and compiled == ["home.md"] * 2
