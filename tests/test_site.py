"""The built site of both editions: whole, the same every time, without broken links, and without a trace of the rest."""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml.html import document_fromstring

from conftest import build
from handbook.build import Build
from handbook.families import place_of
from handbook.model import Form, Role, Route
from handbook.reason.addresses import linkable, places, redirects
from handbook.reason.edition import narrow
from handbook.reason.network import networks
from handbook.render.links import address
from handbook.render.pages import pages
from handbook.render.site import Site
from helpers import (
    FIXTURE,
    HOME,
    copy_of_fixture,
    fixture_book,
    replaced,
    shipped,
    shipped_build,
    shipped_pages,
    shipped_site,
)

EDITIONS = ("staff", "public")


class Read:
    """Links, ids, the title and the description of one page, and every address it loads something from."""

    def __init__(self, text: str) -> None:
        page = document_fromstring(text)
        self.links: list[str] = page.xpath("//a/@href")
        self.menu: list[str] = page.xpath("//*[@data-md-type = 'navigation']//ul//a/@href")
        self.ids: list[str] = page.xpath("//@id[. != '']")
        self.anchors = frozenset(self.ids)
        self.loads: list[str] = page.xpath("//@src[. != '']")
        self.loads += page.xpath("//link[not(@rel = 'canonical' or @rel = 'next' or @rel = 'prev')]/@href")
        self.meta = {each.get("name"): each.get("content", "") for each in page.xpath("//meta[@name]")}
        self.headings = len(page.xpath("//h1"))
        self.language = page.get("lang", "")
        self.title = page.findtext("head/title") or ""


@cache
def read(path: Path) -> Read:
    return Read(path.read_text(encoding="utf-8"))


@cache
def led_to(site: Path, path: str) -> Path | None:
    """The file that a server gives for a path of an address, if there is one; most links of a page are those of the menu."""
    place = site / unquote(path).lstrip("/")
    file = place / "index.html" if place.is_dir() or path.endswith("/") else place
    return file if file.is_file() else None


def goal_of(folder: str, link: str) -> tuple[str, str]:
    """The path and the anchor that a link in a folder leads to; no path on the page itself, or for a number or address.

    No link leads to another site. To have urllib take apart and join a million links of menus takes ten times as long.
    """
    path, _, anchor = link.partition("#")
    path = path.partition("?")[0]
    if ":" in path or path.startswith("/"):
        goal = urlsplit(urljoin("http://site/", path))
        assert goal.scheme in ("tel", "mailto") or goal.netloc in ("site", "zorgwegwijzer.example"), f"{folder}: {link}"
        return (goal.path, anchor) if goal.netloc else ("", "")
    return f"{normpath(folder + path)}{'/' * path.endswith('/')}" if path else "", anchor


def pages_of(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def folder_of(page: Path, site: Path) -> str:
    """The address of the folder that a page is in, as its links are read from."""
    return f"/{page.relative_to(site).as_posix()}".removesuffix(page.name)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_link_and_no_anchor_is_broken(edition: str, sites: dict[str, Path]) -> None:
    site, broken = sites[edition], []
    for page in pages_of(site):
        folder = folder_of(page, site)
        for link in read(page).links:
            assert not link.startswith("mailto:"), f"{page}: {link}"
            path, anchor = goal_of(folder, link)
            target = led_to(site, path) if path else page
            if not target or (anchor and anchor not in read(target).anchors):
                broken.append(f"{page.relative_to(site)}: {link}")
    assert broken == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_menu_leads_to_the_same_places_from_every_page(edition: str, sites: dict[str, Path]) -> None:
    """It is made once for all pages of a folder that stand not in it themselves."""
    goals = {}
    for page in (page for page in pages_of(sites[edition]) if page.name == "index.html" and read(page).menu):
        folder = folder_of(page, sites[edition])
        goals[str(page)] = {goal_of(folder, link)[0] for link in read(page).menu}
    everywhere = goals[str(sites[edition] / "index.html")]
    assert len(everywhere) >= 8 and len(goals) > 1000
    assert [page for page, found in goals.items() if everywhere - found] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_label_has_what_it_is_for(edition: str, sites: dict[str, Path]) -> None:
    lost = set()
    for page in pages_of(sites[edition]):
        text = page.read_text(encoding="utf-8")
        wanted = set(re.findall(r'<label\b[^>]*? for="?([^" >]+)', text))
        assert "__search" in wanted or "<label" not in text
        lost |= {(str(page.relative_to(sites[edition])), each) for each in wanted - set(read(page).ids)}
    assert lost == set()


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_says_what_it_is(edition: str, sites: dict[str, Path]) -> None:
    site = sites[edition]
    titles: Counter[str] = Counter()
    for page in pages_of(site):
        found = read(page)
        moved = found.title.startswith("Verhuisd")  # says so in Dutch, wherever it stood
        assert found.language == ("en" if page.relative_to(site).parts[0] == "en" and not moved else "nl"), page
        assert found.headings == 1, page
        assert len(found.ids) == len(set(found.ids)), f"{page}: {Counter(found.ids).most_common(2)}"
        titles[found.title] += 1
        if "gegevens" not in page.parts and page.name != "404.html":
            assert found.meta.get("description"), page
    assert [title for title, count in titles.items() if count > 1 or not title] == []


def test_no_two_pages_abroad_are_described_alike(sites: dict[str, Path]) -> None:
    """A page that only leads on has no more to say than that."""
    pages = [page for page in pages_of(sites["public"] / "en") if not read(page).title.startswith("Verhuisd")]
    told = Counter(read(page).meta["description"] for page in pages)
    assert len(told) > 100 and [text for text, often in told.items() if often > 1] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_is_loaded_from_elsewhere(edition: str, sites: dict[str, Path]) -> None:
    for page in pages_of(sites[edition]):
        for loaded in read(page).loads:
            assert not urlsplit(loaded).netloc, f"{page}: {loaded}"
    for sheet in sites[edition].rglob("assets/handbook.*"):
        assert "//" not in re.sub(r"(?m)^\s*//.*$", "", sheet.read_text(encoding="utf-8"))


def test_the_public_edition_names_nothing_of_the_staff(sites: dict[str, Path]) -> None:
    """No page, search entry, chart, sitemap line or comment holds the address of a staff record."""
    book = shipped()
    shown = {record.id for record in narrow(book, "public").records}
    hidden = [record for record in book.records if record.edition == "staff"]
    places_of = {place_of(record) for record in hidden if record.id not in shown}
    own = {place for place in places_of if place and "#" not in place}  # the others are anchors on a page that is for all
    families = {Role: "rollen", Route: "routes", Form: "formulieren"}
    places = {f"{families[type(record)]}/{record.id}" for record in hidden if type(record) in families}
    assert own and places
    for path in sites["public"].rglob("*"):
        relative = path.relative_to(sites["public"])
        assert not own & {relative.as_posix(), relative.parent.as_posix()}, relative
        if path.suffix in (".html", ".json", ".xml", ".js") and path.is_file():
            named = re.findall(r"(?:rollen|routes|formulieren)/[\w-]+(?=/)", path.read_text(encoding="utf-8"))
            assert not places & {*named}, relative


def other_school(data: Path) -> dict[str, str]:
    """The settings that make a build read another school's data and prose."""
    return {"ZORGWEGWIJZER_DATA": str(data), "ZORGWEGWIJZER_CONTENT": str(data.parent / "content")}


@pytest.mark.parametrize(
    ("file", "good", "bad", "told"),
    [
        ("roles.yaml", "to: zorgteam", "to: zorgtaem", "bedoelde je 'zorgteam'? [bestaat]"),
        ("forms.yaml", "pages: 1", "pages: 3", "beslaat 1 bladzijde, maar 'pages' zegt 3"),
    ],
)
def test_bad_data_builds_nothing_and_keeps_the_old_site(file: str, good: str, bad: str, told: str, tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), file, good, bad)
    old = tmp_path / "site"
    old.mkdir()
    (old / "index.html").write_text("oud", encoding="utf-8")
    done = build("staff", old, **other_school(data))
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert (old / "index.html").read_text(encoding="utf-8") == "oud"


def test_another_school_brings_its_own_data_and_changes_no_code(school: Path) -> None:
    assert "Ik maak mij zorgen" in (school / "index.html").read_text(encoding="utf-8")
    for page in pages_of(school):
        for ours in ("Melanchthon", "Casparus", "Zorgwegwijzer"):
            assert ours not in page.read_text(encoding="utf-8"), page


def test_search_finds_what_it_should_and_no_chart(sites: dict[str, Path]) -> None:
    text = (sites["public"] / "search/nl.js").read_text(encoding="utf-8")
    places = {entry[0] for entry in json.loads(text[text.index("{") : text.rindex("}") + 1])["entries"]}
    assert {"rollen/mentor/", "archief/routes/plaatsing-oovr/", "begrippen/#zat", "formulieren/toestemming/"} <= places
    assert not any(place.startswith(("gegevens/", "en/")) for place in places)
    assert "Schema van de route" not in text


BY_THE_GENERATOR = {"_headers", "404.html", "sitemap.xml", "sitemap.xml.gz"}


def made_by_us(edition: str, data: Path, content: Path) -> set[str]:
    """The files that the package says it makes: pages as files of a site, and the files beside them."""
    build = shipped_build(edition) if data.parent == HOME else Build.of(data, content, edition)
    pages = {f"{address(page.path)}index.html" if page.path.endswith(".md") else page.path for page in build.pages}
    return pages | {file.path for file in build.files}


def of_the_theme(name: str) -> bool:
    """Whether a file stands in the theme's own folder, or among our own assets."""
    theme = Path(importlib.util.find_spec("material").submodule_search_locations[0]) / "templates"  # type: ignore[union-attr, index]
    ours = [*(HOME / "overrides/assets").glob("*.*"), *(HOME / "overrides/assets/fonts").glob("*")]
    return (theme / name).is_file() or HOME / "overrides" / name in ours


@pytest.mark.parametrize("edition", ["staff", "public"])
def test_nothing_is_published_that_the_handbook_did_not_make(edition: str, sites: dict[str, Path], school: Path) -> None:
    built = [(sites[edition], HOME)] + ([(school, FIXTURE)] if edition == "public" else [])
    for site, home in built:
        files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        made = made_by_us(edition, home / "data", home / "content")
        assert made <= files
        assert [name for name in sorted(files - made - BY_THE_GENERATOR) if not of_the_theme(name)] == []


@pytest.mark.parametrize("edition", ["staff", "public"])
def test_the_list_of_addresses_is_that_of_the_pages(edition: str) -> None:
    """What links and redirects may lead to is what there is; so no page can be missing from the list unseen."""
    small = Site(narrow(fixture_book(), edition))
    for site, found in ((shipped_site(edition), shipped_pages(edition)), (small, pages(small))):
        book, made = site.book, {address(page.path).rstrip("/") for page in found}
        abroad = tuple(f"{language.id}/" for language in book.languages)
        follow = {place for place in made if place.startswith(("verkenner/rol/", "verkenner/school/", "starten/", *abroad))}
        moved = {each.old for each in redirects(book)}
        assert not made & moved
        assert made - follow == {place for place in linkable(book) if "#" not in place}
        assert {f"verkenner/rol/{role}" for role in book.role} <= follow | moved
        maps = {place for place in follow if place.startswith("verkenner/school/")}
        assert maps == {f"verkenner/school/{network.school.id}" for network in networks(book)[1:] if network.school}
        functions = {f"starten/{role.id}" for role in book.roles if role.kind.is_staff and not role.archived}
        assert functions & follow == (functions if book.edition.inside else set())


def test_every_anchor_that_is_remembered_stands_on_its_page(sites: dict[str, Path]) -> None:
    for edition, site in sites.items():
        book = shipped_site(edition).book
        for place in places(book):
            page, mark, anchor = place.partition("#")
            if mark:
                assert f'id="{anchor}"' in (site / page / "index.html").read_text(encoding="utf-8"), place
