"""Charts: what they show, that they stay narrow, and that no font and no `dot` of the machine has a say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.draw import layout
from handbook.draw.charts import Chart, Edge, Node, chart_of_escalation, chart_of_route
from handbook.draw.fitted import drawn
from handbook.draw.layout import Box, draw
from handbook.draw.text_width import width, wrap
from handbook.problems import ToolError
from helpers import HOME, fixture_book


def test_a_route_becomes_steps_and_ends() -> None:
    chart = chart_of_route(fixture_book().route["hulp"], fixture_book())
    assert [(node.id, node.shape) for node in chart.nodes] == [
        ("praten", "step"), ("kiezen-1", "end"), ("kiezen", "decision"), ("tekenen-1", "open"), ("tekenen-2", "end"),
        ("tekenen", "gate"), ("bespreken-0", "end"), ("bespreken", "step"),
    ]  # fmt: skip
    assert [(edge.tail, edge.head, edge.label) for edge in chart.edges] == [
        ("praten", "kiezen", ""), ("kiezen", "tekenen", "Ja"), ("kiezen", "kiezen-1", "Nee"),
        ("tekenen", "bespreken", "Gegeven"), ("tekenen", "tekenen-1", "Geweigerd"), ("tekenen", "tekenen-2", "Nog niet"),
        ("bespreken", "bespreken-0", ""),
    ]  # fmt: skip


def test_a_node_is_one_full_sentence_for_whoever_hears_it() -> None:
    chart = chart_of_route(fixture_book().route["hulp"], fixture_book())
    sentences = {node.id: node.sentence for node in chart.nodes}
    assert sentences["kiezen"] == (
        "Is er meer nodig. Besluit. Wie: Mentor. Bij ja: verder bij stap 3: Tekenen; bij nee: De mentor volgt de leerling."
    )
    assert sentences["tekenen"].endswith("bij geweigerd: niet vastgelegd in het plan; bij nog niet: Er gebeurt nog niets.")


def test_the_escalation_chart_follows_the_first_way_to_the_end() -> None:
    chart = chart_of_escalation(fixture_book().role["mentor"], fixture_book())
    assert [node.title for node in chart.nodes] == ["Mentor", "Zorgteam"]


def test_boxes_do_not_overlap_and_arrows_touch_what_they_join() -> None:
    drawing = drawn(fixture_book().route["hulp"], fixture_book())
    for box in drawing.boxes:
        assert box.left >= 0 and box.left + box.width <= drawing.width
        assert box.top >= 0 and box.top + box.height <= drawing.height
        for other in drawing.boxes:
            apart = (
                box.left + box.width <= other.left or other.left + other.width <= box.left
                or box.top + box.height <= other.top or other.top + other.height <= box.top
            )  # fmt: skip
            assert box is other or apart
    boxes = {box.node.id: box for box in drawing.boxes}
    for line in drawing.lines:
        start, tip = line.path.removeprefix("M").partition(" ")[0], line.tip.split()[1]
        assert touches(boxes[line.edge.tail], start) and touches(boxes[line.edge.head], tip), line.edge
    assert drawing.lines


def touches(box: Box, point: str) -> bool:
    """Whether a point, such as '12.5,30', stands on the edge of a box, or so near that nobody sees between them."""
    x, y = map(float, point.split(","))
    inside = box.left - 2 <= x <= box.right + 2 and box.top - 2 <= y <= box.bottom + 2
    return inside and not (box.left + 2 < x < box.right - 2 and box.top + 2 < y < box.bottom - 2)


def test_whatever_marks_a_box_stays_on_it() -> None:
    """The corners of a decision, the bar of an end, the posts and pen of a gate, and the lines between ways on."""
    for box in drawn(fixture_book().route["hulp"], fixture_book()).boxes:
        corners = [tuple(map(float, corner.split(","))) for corner in box.outline.split()]
        assert min(x for x, _ in corners) == box.left and max(x for x, _ in corners) == box.right
        assert {y for _, y in corners} == {box.top, box.waist, box.bottom}
        assert box.mark in ("", box.node.number, str(box.node.line))
        for path in (box.bar, box.posts, box.pen.split(" q")[0], *box.between):
            for axis, numbers in re.findall(r"([MHV])([-\d.,]+)", path):
                x, y = numbers.split(",") if axis == "M" else (numbers, box.top) if axis == "H" else (box.left, numbers)
                assert box.left <= float(x) <= box.right and box.top - 3 <= float(y) <= box.bottom + 3


def test_a_fork_too_wide_is_told_in_rows() -> None:
    nodes = tuple(Node(name, "step", f"Stap {name}") for name in "abcde")
    wide = Chart("breed", "breed", nodes, tuple(Edge("a", name) for name in "bcde"))
    row = Chart("smal", "smal", nodes[:1])
    assert draw([(wide, 164), (row, 164)]).chart.id == "smal"


def test_text_is_wrapped_to_fit_its_box() -> None:
    for text in ("Commissie voor Indicatiestelling", "Ondersteuningscoördinatorenoverlegvergadering", "x" * 80, "مرحبا بكم"):
        assert all(width(line, 15) <= 150 for line in wrap(text, 15, 150))
    assert wrap("schoolmaatschappelijk werk", 15, 130) == ["school-", "maatschappelijk", "werk"]
    assert wrap("", 15, 100) == []


COUNT = (
    "import sys; sys.path[:0] = ['hooks', 'tests']; "
    "from helpers import fixture_book as f; from handbook.draw.fitted import drawn;"
)


def test_no_font_of_the_machine_has_a_say(tmp_path: Path) -> None:
    """The same drawing with all fonts and with a font configuration that knows none."""
    (tmp_path / "geen.conf").write_text("<?xml version='1.0'?><fontconfig></fontconfig>", encoding="utf-8")
    command = [sys.executable, "-c", COUNT + "print(drawn(f().route['hulp'], f()))"]
    outputs = [
        subprocess.run(command, cwd=HOME, env=os.environ | extra, capture_output=True, text=True, check=True).stdout
        for extra in ({}, {"FONTCONFIG_FILE": str(tmp_path / "geen.conf"), "PYTHONHASHSEED": "7"})
    ]
    assert outputs[0] == outputs[1] != ""


def test_markup_never_reaches_the_layout_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    real = layout.engine()
    monkeypatch.setattr(layout, "engine", lambda: lambda source: (sent.append(source), real(source))[1])
    nasty = '"><script>alert(1)</script> \\N {{ x }} |'
    draw([(Chart("a", nasty, (Node("1", "step", nasty), Node("2", "end", nasty)), (Edge("1", "2", nasty),)), 200)])
    assert "script" not in sent[0]


def test_without_pygraphviz_the_system_draws_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "pygraphviz", None)
    assert "pygraphviz ontbreekt" in layout.engine_notice()


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (None, "er is geen tekenprogramma; draai 'make setup' of installeer het pakket 'graphviz'"),
        ("exit 3", "'dot' is mislukt: 3"),
        ("echo kapot >&2; exit 1", "'dot' is mislukt: kapot"),
        ("cat >/dev/null; echo dit is geen tekening", "'dot' geeft geen tekening terug; draai 'make setup'"),
    ],
)
def test_missing_or_failing_dot(script: str | None, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if script:
        (tmp_path / "dot").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tmp_path / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin" if script else str(tmp_path))
    monkeypatch.setattr(layout, "pygraphviz", None)
    with pytest.raises(ToolError) as caught:
        draw([(Chart("a", "a", (Node("1", "step", "een"),)), 200)])
    assert str(caught.value) == said
