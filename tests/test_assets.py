"""The style sheets and scripts: each class means one thing and is used, sizes are of one scale, a first page is light."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import material
import pytest
import tinycss2

from handbook.reason.edition import narrow
from handbook.render.files import lights_sheet
from handbook.render.pages import pages
from handbook.render.site import Page, Site
from handbook.render.templates import environment
from helpers import HOME, fixture_book, shipped_pages, shipped_site

ASSETS = HOME / "overrides/assets"
SHEETS = {path.name: path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("*.css"))}
SHEETS["lights.css"] = environment().get_template("lights.css").render(places=[2, 3])
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("*.js"))}
TEMPLATES = [*(HOME / "overrides").rglob("*.html"), *(HOME / "overrides/pages").glob("*.md")]
NAME = r"(?<![\w-])(?:zw|md)-[\w-]+"
SIZE = re.compile(r"--(zw-(text|chart|paper)|form)-[\w-]+|--size")


@dataclass(frozen=True)
class Rule:
    """A selector, with those it is nested in before it, and what it declares."""

    selector: str
    declared: dict[str, str]
    on_a_page_edge: bool


def rules_in(nodes: Any, within: str = "", *, edge: bool = False) -> Iterator[Rule]:
    """The rules of a sheet, however deep they are nested."""
    for node in nodes:
        if node.type == "at-rule" and node.content is not None:
            inner = edge or node.at_keyword == "page"
            content = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            yield Rule(within, declared(content), inner)
            yield from rules_in(content, within, edge=inner)
        elif node.type == "qualified-rule":
            content = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            for part in selectors(node.prelude):
                yield Rule(f"{within} {part}".strip(), declared(content), edge)
                yield from rules_in(content, f"{within} {part}".strip(), edge=edge)


def declared(nodes: Any) -> dict[str, str]:
    return {node.name: tinycss2.serialize(node.value).strip() for node in nodes if node.type == "declaration"}


def selectors(prelude: Any) -> list[str]:
    """The selectors of a list, split at its commas and not at those within brackets."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [tinycss2.serialize(part).strip() for part in parts]


@lru_cache(maxsize=16)
def rules_of(sheet: str) -> list[Rule]:
    nodes = tinycss2.parse_stylesheet(SHEETS[sheet], skip_comments=True, skip_whitespace=True)
    assert not [node.message for node in nodes if node.type == "error"]
    return list(rules_in(nodes))


def classes(text: str) -> set[str]:
    return set(re.findall(r"\.((?:zw|md)-[\w-]+)", text))


def sheet_classes(sheet: str) -> set[str]:
    return {name for rule in rules_of(sheet) for name in classes(rule.selector)}


EDITIONS = ("public", "staff")


@lru_cache(maxsize=1)
def editions() -> tuple[tuple[Site, tuple[Page, ...]], ...]:
    """Both editions of the real handbook and of the small school, which has what the real one leaves out."""
    small = [Site(narrow(fixture_book(), edition)) for edition in EDITIONS]
    real = ((shipped_site(edition), shipped_pages(edition)) for edition in EDITIONS)
    return (*real, *((site, tuple(pages(site))) for site in small))


@lru_cache(maxsize=1)
def on_pages() -> frozenset[str]:
    """Every class of ours on a page of any edition."""
    return frozenset(name for _, made in editions() for page in made for name in classes_on(page.text))


@cache  # every test of a sheet asks it of every page
def classes_on(html: str) -> frozenset[str]:
    found = (name for value in re.findall(r'\bclass="([^"]*)"', html) for name in value.split())
    return frozenset(name for name in found if name.startswith("zw-"))


@lru_cache(maxsize=1)
def in_templates() -> tuple[frozenset[str], frozenset[str]]:
    """The classes that templates and Python write out, and the beginnings of those that they put together."""
    texts = [path.read_text(encoding="utf-8") for path in (*TEMPLATES, *(HOME / "hooks").rglob("*.py"))]
    values = [value for text in texts for value in re.findall(r'\bclass="([^"]*)"', text)]
    found = [each for value in values for each in re.findall(r"(?<![\w-])(zw-[\w-]*)(\{\{(?! '))?", value)]
    whole = frozenset(name for name, open_ in found if not open_)
    return whole, frozenset(name for name, open_ in found if open_) - {"zw-"}


@lru_cache(maxsize=1)
def of_the_theme() -> str:
    """Where the theme names its classes: its templates, and the sheets and scripts that come with it."""
    folder = Path(material.__file__).parent / "templates"
    paths = [*folder.rglob("*.html"), *folder.glob("assets/stylesheets/*.css"), *folder.glob("assets/javascripts/*.js")]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@pytest.mark.long
def test_every_class_of_a_sheet_is_somewhere_on_a_page() -> None:
    whole, families = in_templates()
    scripted = {name for text in SCRIPTS.values() for name in re.findall(NAME, text)}
    ours = whole | on_pages() | scripted
    for sheet in SHEETS:
        for name in sheet_classes(sheet):
            known = name in of_the_theme() if name.startswith("md-") else name in ours or name.startswith(tuple(families))
            assert known, f"{sheet}: .{name} staat op geen bladzijde"


@pytest.mark.long
def test_every_class_that_a_script_looks_for_is_on_a_page() -> None:
    """Or is one that the script itself gives to what it makes; one of the theme stands in a template of ours."""
    whole, _ = in_templates()
    values = [value for path in TEMPLATES for value in re.findall(r'\bclass="([^"]*)"', path.read_text(encoding="utf-8"))]
    themed = {name for value in values for name in value.split() if name.startswith("md-")}
    for script, text in SCRIPTS.items():
        wanted = {name for string in re.findall(r"\"[^\"]*\"", text) for name in classes(string)}
        own = {name for given in re.findall(r'className: "([^"]*)"', text) for name in given.split()}
        assert wanted - whole - themed - on_pages() - own == set(), script


@pytest.mark.long
def test_every_class_on_a_page_has_a_rule_a_script_or_a_test() -> None:
    whole, families = in_templates()
    styled = {name for sheet in SHEETS for name in sheet_classes(sheet)}
    paper = (HOME / "overrides/pages/form_paper.css").read_text(encoding="utf-8")
    texts = [paper, *SCRIPTS.values(), *(path.read_text(encoding="utf-8") for path in (HOME / "tests").glob("test_*.py"))]
    used = styled | {name for text in texts for name in re.findall(NAME, text)}
    families = {family for family in families if any(name.startswith(family) for name in styled)}
    unused = {name for name in whole | on_pages() if name not in used and not name.startswith(tuple(families))}
    assert unused == set()


def test_no_class_has_its_look_from_two_sheets() -> None:
    own = {sheet: {name for rule in rules_of(sheet) for name in only_class(rule) if rule.declared} for sheet in SHEETS}
    for one, other in combinations(own, 2):
        assert own[one] & own[other] == set(), f"{one} en {other}"


def only_class(rule: Rule) -> set[str]:
    """The class of ours that a rule is about, if there is one in it and no more."""
    names = {name for name in classes(rule.selector) if name.startswith("zw-")}
    return names if len(names) == 1 else set()


@pytest.mark.parametrize("path", sorted(ASSETS.glob("*.[cj]s*")), ids=lambda path: path.name)
def test_no_line_is_too_long(path: Path) -> None:
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    assert [number for number, line in lines if len(line) > 125] == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_size_of_type_is_of_the_scale(sheet: str) -> None:
    for rule in rules_of(sheet):
        if rule.on_a_page_edge:  # the edge of a printed page knows no custom properties
            continue
        for name in rule.declared.keys() & {"font", "font-size"}:
            value = rule.declared[name]
            sizes = re.findall(r"var\((--[\w-]+)\)", value.partition("/")[0])
            told = f"{sheet}: {rule.selector} {{ {name}: {value} }}"
            assert value == "inherit" or (sizes and SIZE.fullmatch(sizes[0])), told


@pytest.mark.parametrize("sheet", ["handbook.css", "explorer.css"])
def test_every_space_is_of_the_scale(sheet: str) -> None:
    spaces = re.compile(r"(margin|padding|gap|row-gap|column-gap)(-|$)")
    for rule in rules_of(sheet):
        for name, value in rule.declared.items():
            if spaces.match(name) and "(4rem" not in value:
                loose = [number for number in re.findall(r"(?<![\w.])([\d.]+)rem", value) if float(number) >= 0.1]
                assert loose == [], f"{sheet}: {rule.selector} {{ {name}: {value} }}"


@pytest.mark.parametrize(("kind", "most"), [("text", 8), ("space", 8), ("chart", 1), ("paper", 5)])
def test_a_scale_has_few_steps_and_each_is_used(kind: str, most: int) -> None:
    steps = set(re.findall(rf"(--zw-{kind}-[\w-]+):", SHEETS["handbook.css"]))
    assert 1 <= len(steps) <= most
    assert [step for step in steps if not any(f"var({step})" in text for text in SHEETS.values())] == []


def test_a_property_that_is_used_is_defined() -> None:
    everywhere = "\n".join(SHEETS.values())
    ours = set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", everywhere))
    for name in set(re.findall(r"var\((--[\w-]+)", everywhere)):
        assert name in ours or (name.startswith("--md-") and f"{name}:" in of_the_theme()), name


def styles_of(text: str) -> list[str]:
    """The sheets that a page asks for beside the one that all have."""
    found = re.search(r"^styles: \[(.*)\]$", text.partition("\n---\n")[0], re.M)
    return [sheet.removeprefix("assets/") for sheet in found[1].split(", ")] if found else []


def outermost(sheet: str) -> set[str]:
    """The classes of ours that the selectors of a sheet begin with."""
    found = [re.match(r"[^#]*?\.(zw-[\w-]+)", rule.selector) for rule in rules_of(sheet)]
    return {match[1] for match in found if match}


@pytest.mark.parametrize("sheet", [name for name in SHEETS if name != "handbook.css"])
def test_a_sheet_is_loaded_where_it_is_needed_and_nowhere_else(sheet: str) -> None:
    own = outermost(sheet)
    for _, made in editions():
        for page in made:
            needed = bool(own & classes_on(page.text))
            assert needed == (sheet in styles_of(page.text)), f"{page.path}: {sorted(own & classes_on(page.text))}"


@pytest.mark.parametrize("edition", range(4))
def test_whatever_can_be_chosen_on_a_route_lights_up(edition: int) -> None:
    """Also without a script: the sheet has a rule for each place that a step is marked with."""
    site, made = editions()[edition]
    sheet = lights_sheet(site).content.decode()
    marks = {name for page in made for name in classes_on(page.text) if re.fullmatch(r"zw-k\d+", name)}
    lit = dict(re.findall(r":has\(#zw-licht option:nth-child\((\d+)\):checked\) \.(zw-k\d+)", sheet))
    assert marks and marks == set(lit.values())
    assert all(name == f"zw-k{place}" for place, name in lit.items())


def test_a_first_page_is_light(browser: Any, addresses: dict[str, str]) -> None:
    """All that a cold first page of parents loads, packed as a server does: at most 150 kB."""
    context = browser.new_context()
    page = context.new_page()
    loaded: dict[str, int] = {}

    def weigh(answer: Any) -> None:
        body = answer.body()
        loaded[urlsplit(answer.url).path] = min(len(body), len(gzip.compress(body, 6)))

    page.on("response", weigh)
    page.goto(addresses["public"])
    page.wait_for_load_state("networkidle")
    context.close()
    assert "/assets/handbook.css" in loaded and "/assets/explorer.css" not in loaded
    assert not [path for path in loaded if "search_index" in path]
    assert sum(loaded.values()) <= 150_000, loaded
