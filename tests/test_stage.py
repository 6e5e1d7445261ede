"""The source for another generator: Zensical makes the same pages of it, with the same links, charts and words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

import stage
from commands import ran
from handbook.render.finished_html import BEGIN, END
from helpers import FIXTURE, HOME, copy_of_fixture, once, replaced
from test_machine import EDITIONS, SMALL, one_sentence
from test_site import EDITIONS as BOTH
from test_site import made_by_us, read

CHART = re.compile(r'<svg class="zw-.*?</svg>', re.DOTALL)
ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.DOTALL)
OF_THE_GENERATOR = re.compile(
    r'<a id="__skip"[^>]*></a>|<nav class="md-tags" hidden>.*?</nav>| data-search-exclude', re.DOTALL
)
BELOW = "http://site/in/een/map/"  # deep enough to see a link that climbs out


def build(folder: Path) -> None:
    """The source of the fixture school, and of each edition a site by Zensical."""
    done = ran("stage.py", folder, **SMALL)
    assert done.returncode == 0, done.stdout + done.stderr
    for edition in EDITIONS:
        command = [sys.executable, "-m", "zensical", "build", "--strict"]
        said = subprocess.run(command, cwd=folder / edition, capture_output=True, text=True, check=False)
        assert said.returncode == 0 and "No issues found" in said.stdout + said.stderr, said.stdout + said.stderr


@pytest.fixture(scope="session")
def staged() -> Path:
    return once("bron", build)


def pages(site: Path) -> dict[str, Path]:
    return {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}


def words(page: Path) -> str:
    """What stands in the article of a page, as HTML, without what each generator adds."""
    found = ARTICLE.search(page.read_text(encoding="utf-8"))
    return re.sub(r"\s+", " ", OF_THE_GENERATOR.sub("", found[1])).strip() if found else ""


def charts_on(page: Path) -> list[str]:
    """The charts of a page, without the empty lines that say nothing in SVG and that the source leaves out."""
    return [re.sub(r"\n\s*\n", "\n", chart) for chart in CHART.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("edition", BOTH)
def test_another_generator_makes_the_same_pages(edition: str, staged: Path, school: Path) -> None:
    ours, theirs = pages(school.parent / edition), pages(staged / edition / "site")
    assert ours.keys() == theirs.keys()
    for name, page in ours.items():
        here, there = read(page), read(theirs[name])
        assert (here.title, here.language, here.meta.get("description")) == (
            there.title,
            there.language,
            there.meta.get("description"),
        ), name
        assert words(page) == words(theirs[name]), name


@pytest.mark.parametrize("edition", BOTH)
def test_every_chart_and_every_file_is_the_same(edition: str, staged: Path, school: Path) -> None:
    ours, theirs = pages(school.parent / edition), pages(staged / edition / "site")
    charts = {name: charts_on(page) for name, page in ours.items()}
    assert charts == {name: charts_on(page) for name, page in theirs.items()}
    assert sum(map(len, charts.values())) > 4
    files = {path.relative_to(school.parent / edition) for path in (school.parent / edition).glob("formulieren/**/*.*")}
    assert {path.suffix for path in files} == {".html", ".pdf", ".txt"}
    for file in (each for each in files if each.suffix != ".html"):
        assert (school.parent / edition / file).read_bytes() == (staged / edition / "site" / file).read_bytes()


@pytest.mark.parametrize("edition", BOTH)
def test_no_link_and_no_anchor_is_broken_there(edition: str, staged: Path, school: Path) -> None:
    site = staged / edition / "site"
    broken = []
    for name, page in pages(site).items():
        here = BELOW + name.removesuffix("index.html") if name != "404.html" else "http://site/"
        for link in (*read(page).links, *read(page).loads):
            goal = urlsplit(urljoin(here, link))
            if goal.netloc != "site" and link in read(page).links:
                continue
            top = urlsplit(BELOW).path if name != "404.html" else "/"
            target = site / unquote(goal.path).removeprefix(top)
            target = target / "index.html" if target.is_dir() else target
            there = goal.path.startswith(top) and goal.netloc == "site" and target.is_file()
            if not there or (goal.fragment and goal.fragment not in read(target).ids):
                broken.append(f"{name}: {link}")
    assert broken == []


@pytest.mark.long
@pytest.mark.parametrize("edition", BOTH)
def test_the_source_needs_nothing_of_ours_and_holds_nothing_else(edition: str, staged: Path) -> None:
    root = staged / edition
    settings = yaml.safe_load((root / stage.SETTINGS).read_text(encoding="utf-8"))
    assert not {"hooks", "watch"} & settings.keys()
    docs = {path.relative_to(root / "docs").as_posix() for path in (root / "docs").rglob("*") if path.is_file()}
    assets = {path.relative_to(HOME / "overrides").as_posix() for path in (HOME / "overrides/assets").rglob("*.*")}
    made = made_by_us(edition, FIXTURE / "data", FIXTURE / "content")
    assert {re.sub(r"index\.md$", "index.html", name) for name in docs} == made | {a for a in assets if "." in Path(a).name}
    for page in (root / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        assert BEGIN not in text and END not in text, page
        assert not re.search(r"(?m)^</?[a-z].*\n\s*\n\s+<", text), page  # indented HTML after an empty line is code


def test_html_keeps_together_and_the_rest_stays_as_it_is() -> None:
    made = f"---\ntitle: x\nhide: [toc]\n---\n\n{BEGIN}\n<ul>\n\n  \n    <li>a</li>\n</ul>\n{END}\n\n## Kop {{ #kop }}\n"
    assert stage.plain(made) == "---\ntitle: x\nhide: [tags, toc]\n---\n\n<ul>\n    <li>a</li>\n</ul>\n\n\n## Kop { #kop }\n"


# --- in its place ----------------------------------------------------------------------------------------------


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_replaces_what_it_made_and_nothing_else(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    own = {"ZORGWEGWIJZER_DATA": str(data), "ZORGWEGWIJZER_CONTENT": str(data.parent / "content")}
    assert ran("stage.py", tmp_path / "bron", **own).returncode == 0
    first = contents(tmp_path / "bron")
    (tmp_path / "bron/public/docs/oud.md").write_text("van vorige keer", encoding="utf-8")
    assert ran("stage.py", tmp_path / "bron", **own).returncode == 0
    assert contents(tmp_path / "bron") == first
    replaced(data, "roles.yaml", "to: zorgteam", "to: zorgtaem")
    one_sentence(ran("stage.py", tmp_path / "bron", **own), "bedoelde je 'zorgteam'?")
    assert contents(tmp_path / "bron") == first


@pytest.mark.parametrize("kind", ["map", "andere mkdocs", "bestand", "koppeling"])
def test_what_is_of_another_is_left_alone(kind: str, tmp_path: Path) -> None:
    place = tmp_path / "bron" / EDITIONS[-1]
    place.parent.mkdir()
    if kind == "koppeling":
        place.symlink_to(tmp_path)
    elif kind == "bestand":
        place.write_text("geen map", encoding="utf-8")
    else:
        place.mkdir()
        (place / ("mkdocs.yml" if kind == "andere mkdocs" else "brief.txt")).write_text("van mij", encoding="utf-8")
    before = contents(tmp_path)
    one_sentence(ran("stage.py", tmp_path / "bron", **SMALL), f"{place} is ")
    assert contents(tmp_path) == before


def test_a_full_disk_leaves_the_source_that_was(tmp_path: Path) -> None:
    assert ran("stage.py", tmp_path, **SMALL).returncode == 0
    before = contents(tmp_path)
    one_sentence(ran("stage.py", tmp_path, most=9_000, **SMALL), "[machine]")
    assert contents(tmp_path) == before


def test_what_is_asked_wrongly_is_one_sentence(tmp_path: Path) -> None:
    one_sentence(ran("stage.py", "a", "b"), "geef hoogstens één map")
    one_sentence(ran("stage.py", tmp_path, **(SMALL | {"ZORGWEGWIJZER_DATA": "/nergens"})), "map met gegevens ontbreekt")
    assert ran("stage.py", "--help").stdout.startswith("Gebruik: stage.py")
