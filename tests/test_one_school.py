"""One school at a time: nothing of another school is left, and what is left holds by itself."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import urljoin

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from handbook.build import Build
from handbook.families import RECORDS
from handbook.model import Equivalent, Fact, Handbook, Record
from handbook.parts import parts, texts
from handbook.problems import Where
from handbook.reason.one_school import GENERAL, at_school
from handbook.render.links import address, edited
from helpers import FIXTURE, HOME, by_one, fixture_book, once, problems_in, shipped, shipped_build, some

NAMES = {"melanchthon": ("Casparus", "casparus"), "casparus": ("Melanchthon", "melanchthon")}
SCHOOLS = pytest.mark.parametrize("school", NAMES)


@lru_cache(maxsize=2)
def own_build(school: str) -> Build:
    """The edition for the staff of a school, which has the most to give away, as MkDocs gets it; made once for all."""
    return by_one(f"eigen-{school}", lambda: Build.of(HOME / "data", HOME / "content", "staff", school, alone=False))


OPENED = "wegwijzer/ouder/leren/"


@pytest.fixture(scope="module")
def own_site() -> Path:
    """With what MkDocs puts around its pages; of the guide, all alike, one in ten, for the others are looked at as made."""
    whole = own_build("casparus")
    guide = [page for page in whole.pages if "wegwijzer/" in page.path and address(page.path) != OPENED]
    left_out = {page.path for page in guide} - {page.path for page in some(guide, len(guide) // 10)}
    own = replace(whole, pages=tuple(page for page in whole.pages if page.path not in left_out))

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Build, "of", lambda *_: own)
            mkdocs_build(load_config(str(HOME / "mkdocs.yml"), site_dir=str(folder), strict=False))

    return once("eigen", make)


def cited(school: str) -> re.Pattern[str]:
    """How a file names the other school."""
    other, id_ = NAMES[school]
    return re.compile(rf"{other}|#{id_}-|bronnen/#{id_}")


@SCHOOLS
@pytest.mark.site
def test_no_page_and_no_file_of_a_school_names_the_other(school: str) -> None:
    """As they are made, and handed to the program that puts the menu around them."""
    made = own_build(school)
    texts = {page.path: page.text for page in made.pages} | {
        file.path: file.content.decode() for file in made.files if not file.path.endswith((".pdf", ".png"))
    }
    assert len(texts) > 1000
    named = cited(school)
    assert [path for path, text in texts.items() if named.search(text)] == []
    assert not named.search(f"{made.menu} {made.name} {made.description}")


@pytest.mark.site
def test_no_file_of_its_site_names_the_other(own_site: Path) -> None:
    kinds = (".html", ".json", ".js", ".svg", ".xml", ".csv", ".txt")
    files = [file for file in own_site.rglob("*") if file.suffix in kinds]
    assert len(files) > 400
    assert [file.name for file in files if cited("casparus").search(file.read_text(encoding="utf-8"))] == []


@pytest.mark.site
def test_every_page_leads_to_the_same_page_of_all_schools(own_site: Path) -> None:
    page = (own_site / "rollen/mentor/index.html").read_text(encoding="utf-8")
    assert 'href="../../../rollen/mentor/">Een andere school, of alle scholen samen</a>' in page
    guide = (own_site / OPENED / "index.html").read_text(encoding="utf-8")
    assert 'href="../../../../wegwijzer/">Een andere school' in guide


def place_of_file(path: str) -> str:
    """Where a page or file stands in the site."""
    return address(path) if path.endswith(".md") else path.removesuffix("index.html")


@SCHOOLS
@pytest.mark.site
def test_no_page_of_a_school_leads_to_what_is_not_there(school: str) -> None:
    """In its own folder of the site of all: what it does not have itself, stands there."""
    own, whole = own_build(school), shipped_build("staff")
    there = {f"/{school}/{place_of_file(each.path)}" for each in (*own.pages, *own.files)}
    there |= {f"/{place_of_file(each.path)}" for each in (*whole.pages, *whole.files)}
    broken = []
    for page in own.pages:
        links = set(re.findall(r'(?:href|src)="([^":#?]+)["#?]', page.text))
        reached = {urljoin(f"http://site/{school}/{address(page.path)}", link).removeprefix("http://site") for link in links}
        broken += [f"{page.path}: {place}" for place in reached - there if "/assets/" not in place]
    assert sorted(broken)[:10] == []


def test_of_a_school_that_stands_alone_words_stay_words() -> None:
    """There is no page with the data as typed, which are those of all schools."""
    where, book = Where("data/roles.yaml", 12), fixture_book()
    assert edited(book, "rollen/mentor.md", None, where, "Wijzigen & meer") == "Wijzigen &amp; meer"
    link = '<a href="../../{}gegevens/data-roles/#r12">Wijzigen</a>'
    assert edited(book, "rollen/mentor.md", "", where, "Wijzigen") == link.format("")
    assert edited(book, "rollen/mentor.md", "../", where, "Wijzigen") == link.format("../")


@SCHOOLS
def test_nothing_cites_a_source_of_the_other(school: str) -> None:
    book = shipped().at[school]
    cited = {
        str(cited.source)
        for record in book.records
        for part in parts(record)
        if isinstance(part, Fact)
        for cited in part.sources
    }
    assert cited == {school} == {str(source.id) for source in book.sources}


def own_facts(book: Handbook, school: str) -> dict[tuple[str, str], set[Where]]:
    """Per record the lines of what it says by a source of a school; an equal is of two schools, and has no place in one."""
    return {
        (name, str(record.id)): {
            part.where
            for part in parts(record)
            if isinstance(part, Fact) and not isinstance(part, Record | Equivalent)
            if school in {str(cited.source) for cited in part.sources}
        }
        for name in RECORDS
        for record in getattr(book, name)
    }


@SCHOOLS
def test_what_a_school_wrote_down_itself_stays(school: str) -> None:
    """Also where the other wrote down the same: whichever source is named first."""
    whole, own = own_facts(shipped(), school), own_facts(shipped().at[school], school)
    lost = {place: lines - own[place] for place, lines in whole.items() if place in own and lines - own[place]}
    assert sum(map(len, own.values())) > 300 and lost == {}


@SCHOOLS
def test_no_text_names_the_other(school: str) -> None:
    book = shipped().at[school]
    said = [text for record in (book.school, book.guide, *book.records, *book.references) for text in texts(record)]
    assert [text for text in said if NAMES[school][0] in text] == []
    assert len(said) > 5000


def test_no_text_has_the_abbreviation_of_a_meeting_of_the_other() -> None:
    for school, short in (("melanchthon", r"\bMDO\b"), ("casparus", r"\bZAT\b")):
        book = shipped().at[school]
        said = [text for record in (book.school, book.guide, *book.records) for text in texts(record)]
        assert [text for text in said if re.search(short, text)] == []


def test_each_school_has_its_own_people_and_its_own_guide() -> None:
    melanchthon, casparus = shipped().at["melanchthon"], shipped().at["casparus"]
    assert "zorgcoordinator" in melanchthon.role and "zorgcoordinator" not in casparus.role
    assert "ondersteuningscoordinator" in casparus.role and "mdo" not in melanchthon.role
    assert not any(
        choice.school for book in (melanchthon, casparus) for each in book.guide.questions for choice in each.answers
    )
    assert melanchthon.guide.start == casparus.guide.start == "wie"


def test_an_equal_stands_in_by_name_and_by_role() -> None:
    whole, casparus = shipped(), shipped().at["casparus"]
    assert whole.outcome["zorgcoordinator-advies"].role == "zorgcoordinator"
    assert casparus.outcome["zorgcoordinator-advies"].role == "ondersteuningscoordinator"
    assert "zorgcoördinator" not in " ".join(texts(casparus.outcome["zorgcoordinator-advies"])).lower()


def test_what_only_another_school_wrote_down_says_so_where_it_stays() -> None:
    own = {each.id: each for each in shipped().at["casparus"].terms}
    theirs = [
        each
        for each in shipped().terms
        if each.basis == "stated" and {cited.source for cited in each.sources} == {"melanchthon"}
    ]
    stays = [own[each.id] for each in theirs if each.id in own]
    assert len(stays) > 5
    assert {(each.basis, each.derived_from, each.sources) for each in stays} == {("derived", GENERAL, ())}


def test_the_whole_keeps_everything() -> None:
    whole = shipped()
    for name in RECORDS:
        of_schools = {str(each.id) for book in whole.at.values() for each in getattr(book, name)}
        assert {str(each.id) for each in getattr(whole, name) if not getattr(each, "made", False)} <= of_schools | _apart(
            name, whole
        )


def _apart(name: str, whole: Handbook) -> set[str]:
    """What has no place there: an outcome that stands for another, and the promise that schools stay apart."""
    variants = {str(each.id) for each in whole.outcomes if str(each.id).endswith("-casparus")}
    return {"outcomes": variants, "promises": {"eigen-school"}}.get(name, set())


def test_a_handbook_of_one_school_has_no_choice() -> None:
    assert fixture_book().at.keys() == {"hier"}  # nobody wrote anything down about the other
    assert at_school(shipped().at["casparus"], "casparus") is shipped().at["casparus"]


def test_a_school_without_a_mentor_is_told(tmp_path: Path) -> None:
    shutil.copytree(FIXTURE, tmp_path / "f")
    data = tmp_path / "f/data"
    sources, school = data / "sources.yaml", data / "school.yaml"
    sources.write_text(sources.read_text(encoding="utf-8") + SECOND, encoding="utf-8")
    school.write_text(
        school.read_text(encoding="utf-8").replace("{id: daar, name: Daar}", "{id: daar, name: Daar, sources: ander}"),
        encoding="utf-8",
    )
    told = problems_in(data)
    assert len(told) == 1 and "school 'Daar' mist een rol die school.yaml noemt bij 'ask' of 'danger'" in told[0]
    assert "data/school.yaml:10" in told[0]


SECOND = """  - id: ander
    name: Ander plan
    title: Het andere plan
    school: Daar
    called: het andere plan
    dated: "2021"
    sections:
      - {id: "1", title: Leeg, not_carried: Hier staat niets.}
"""
