"""Care lines come from the data: any number of one to nine, each with a colour and a shape that can be told apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook.build import Build
from handbook.draw.shapes import CORNERS, corners
from handbook.rules.school import MOST_CARE_LINES
from helpers import HOME, copy_of_fixture, problems_in

CSS = (HOME / "overrides" / "assets" / "handbook.css").read_text(encoding="utf-8")


def with_lines_of(tmp_path: Path, many: int) -> Path:
    """The fixture school with so many care lines, and a staff role on each of them."""
    data = copy_of_fixture(tmp_path)
    school = (data / "school.yaml").read_text(encoding="utf-8")
    before, rest = school.split("lines:\n", 1)
    after = rest[rest.index("reception:") :]
    lines = "".join(
        f"  - number: {n}\n    name: Lijn {n}\n    summary: {{text: Wat lijn {n} doet., sources: plan 1}}\n"
        f"    starts: {{text: Hier begint lijn {n}., sources: plan 1}}\n"
        for n in range(1, many + 1)
    )
    (data / "school.yaml").write_text(f"{before}lines:\n{lines}{after}", encoding="utf-8")
    roles = (data / "roles.yaml").read_text(encoding="utf-8")
    roles = re.sub(r"lines: \[\d\]", "lines: [1]", roles)
    roles += "".join(
        f"  - {{id: iemand-{n}, name: Iemand {n}, kind: person, lines: [{n}], approachable: nee, edition: staff,"
        f" summary: Werkt op lijn {n}., sources: plan 1, stops: Beslist zelf.}}\n"
        for n in range(1, many + 1)
    )
    (data / "roles.yaml").write_text(roles, encoding="utf-8")
    meetings = data / "meetings.yaml"
    meetings.write_text(meetings.read_text(encoding="utf-8").replace("lines: [2]", "lines: [1]"), encoding="utf-8")
    return data


@pytest.mark.parametrize("many", range(1, MOST_CARE_LINES + 1))
def test_every_line_that_is_there_is_shown(many: int, tmp_path: Path) -> None:
    data = with_lines_of(tmp_path, many)
    assert problems_in(data) == []
    pages = {page.path: page.text for page in Build.of(data, data.parent / "content", "staff").pages}
    for n in range(1, many + 1):
        assert f'data-line="{n}" id="lijn-{n}"' in pages["zorgstructuur.md"]
        assert f"Iemand {n}" in pages["rollen/index.md"]
        assert f'<section class="zw-me" data-line="{n}">' in pages[f"verkenner/rol/iemand-{n}.md"]
        assert f'data-line="{n}" data-role="iemand-{n}"' in pages["verkenner/index.md"]
    assert f'data-line="{many + 1}"' not in "".join(pages.values())


def test_a_tenth_line_is_refused(tmp_path: Path) -> None:
    assert any("zorglijn 10 staat op plaats 10" in line for line in problems_in(with_lines_of(tmp_path, 10)))


def palette(scheme: str) -> dict[str, str]:
    """The colours of a scheme by name, as the sheet gives them."""
    return dict(re.findall(r"--zw-([a-z0-9-]+): (#[0-9a-f]{6});", CSS[CSS.index(scheme) :].split("}", 1)[0]))


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2, definition of relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 to 21 (WCAG 2.2, success criterion 1.4.3)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ['[data-md-color-scheme="default"]', '[data-md-color-scheme="slate"]'])
def test_every_line_has_a_colour_of_its_own_that_can_be_read(scheme: str) -> None:
    colours = palette(scheme)
    lines = [colours[str(n)] for n in range(1, MOST_CARE_LINES + 1)]
    assert len(set(lines)) == MOST_CARE_LINES
    for colour in lines:
        assert contrast(colour, colours["page"]) >= 4.5
        assert contrast(colour, colours["on"]) >= 4.5
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_every_line_has_a_shape_of_its_own() -> None:
    assert len(CORNERS) == len(set(CORNERS)) == MOST_CARE_LINES
    assert corners(0, 5, 5) == corners(1, 5, 5) == "" and corners(2, 20, 20) == "9,9 31,9 31,31 9,31"
    rules = re.findall(r"^\[data-line=\"([1-9])\"\] \{(.*?)^\}$", CSS, re.M | re.S)
    assert [int(number) for number, _ in rules] == list(range(1, MOST_CARE_LINES + 1))
    assert len({re.sub(r"--zw-here: [^;]+;", "", rule) for _, rule in rules}) == MOST_CARE_LINES
    for number, rule in rules:
        assert f"--zw-here: var(--zw-{number});" in rule


def test_the_header_has_the_colour_of_each_line_of_the_school(school: Path) -> None:
    for page in ("index.html", "404.html"):
        ribbon = re.search(r'<div class="zw-ribbon"[^>]*>(.*?)</div>', (school / page).read_text(encoding="utf-8"))
        assert ribbon and re.findall(r'data-line="(\d)"', ribbon[1]) == ["1", "2", "3", "4"]
