"""The pages with the data as typed: of what an edition leaves out, not one line, however it is typed."""

from __future__ import annotations

import pytest

from handbook.reason.hidden_lines import hidden_lines

# how a part is typed: `»` stands before each line that may not be seen, `»»` before the line that a part to hide begins on
LAYOUTS = {
    "een gegeven met de opmerking erboven": """\
rollen:
  - id: open
    name: Open
»
»  # over geheim
»»  - id: geheim
»    tekst: |
»      # geen opmerking
»
»      van geheim
»    # erachter
»  # hierna
  - id: erna
""",
    "het laatste gegeven": "rollen:\n  - id: open\n»»  - id: geheim\n»    name: Nee\n»# slot\n»",
    "het eerste gegeven": "defaults: {a: b}\nrollen:\n»»  - id: geheim\n»    name: Nee\n  - id: open\n",
    "een streepje op een eigen regel": "rollen:\n»  - # van geheim\n»»    id: geheim\n»  -\n    id: open\n",
    "een thema": "a:\n  - id: x\n    t:\n»»      - theme: geheim\n»        i: [b]\n      - theme: y\n    n: z\n",
    "een thema zonder streepje": "a:\n  - id: x\n»    t:\n»»      theme: geheim\n»      i: b\n    n: z\n",
    "accolades op een regel": "a:\n»»  - {id: geheim, n: z}\n  - {id: open, n: z}\n",
    "accolades over meer regels": "a:\n»»  - {id: geheim,\n»     n: z}\n  - {id: open, n: z}\n",
    "haken om meer dan een": "a:\n  - id: x\n»»    t: [{theme: o}, {theme: geheim,\n»        i: b}, {theme: y}]\n    n: z\n",
    "haken over meer regels": "a:\n  - id: x\n»    t: [{theme: open},\n»»      {theme: geheim}]\n    n: z\n",
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_of_what_is_left_out_no_line_is_left(name: str) -> None:
    marked = LAYOUTS[name].split("\n")
    text = LAYOUTS[name].replace("»", "")
    expected, begins = ({at for at, line in enumerate(marked, start=1) if line.startswith(sign)} for sign in ("»", "»»"))
    assert begins
    assert hidden_lines(text, "data/proef.yaml", begins) == expected


def test_nothing_left_out_leaves_every_line() -> None:
    assert hidden_lines("a:\n  - {id: x}\n", "data/proef.yaml", set()) == set()
