"""What more than one test needs: the small fixture school, copied and changed."""

from __future__ import annotations

import fcntl
import os
import pickle
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from handbook import load as loading
from handbook.at_once import spare_processor
from handbook.build import Build, loaded
from handbook.load import load, typed
from handbook.model import Handbook
from handbook.problems import DataError, Problem
from handbook.reason.edition import narrow
from handbook.render.files import moved_pages
from handbook.render.form_pdf import drawn_findings
from handbook.render.site import Page, Site
from handbook.rules import RULES, Rule

TESTS = Path(__file__).resolve().parent
HOME = TESTS.parent
FIXTURE = TESTS / "fixture"
ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)  # of a built page, what stands within its menu and header
OVERRIDES = HOME / "overrides"
TEMPLATES = sorted(path for path in OVERRIDES.rglob("*") if path.is_file() and OVERRIDES / "assets" not in path.parents)


def copy_of_fixture(to: Path) -> Path:
    """A writable copy of the fixture school; returns its data folder."""
    shutil.copytree(FIXTURE, to / "school")
    return to / "school" / "data"


def replaced(data: Path, file: str, old: str, new: str) -> Path:
    """The data folder after one replacement, which must really be one."""
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} staat niet in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return data


LINE = re.compile(r"([\w./-]+):«(.+?)»(\d?)")  # in a file, the line with this text, or the second, third … of them


def with_lines(told: str, data: Path) -> str:
    """A message in which a line is named by what stands on it, with its number in the file as it is now."""

    def number(found: re.Match[str]) -> str:
        path, text, nth = data.parent / found[1], found[2], int(found[3] or 1)
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        there = [at for at, line in enumerate(lines, start=1) if text in line]
        assert len(there) >= nth, f"{text!r} staat niet in {found[1]}"
        return f"{found[1]}:{there[nth - 1]}"

    return LINE.sub(number, told)


def problems_in(data: Path) -> list[str]:
    """Every finding over a data folder with its content folder beside it, as an editor reads them."""
    try:
        load(data, data.parent / "content")
    except DataError as error:
        return [str(problem) for problem in error.problems]
    return []


def said_of(data: Path, first: Callable[[Rule], bool] = bool) -> Iterator[Problem]:
    """What the check finds, as soon as it does, for who asks only whether; some rules may come first.

    Of the whole handbook, then of its editions, and of each school.
    """
    try:
        as_typed = typed(data, data.parent / "content")
    except DataError as error:
        yield from error.problems
        return
    book = loading._complete(as_typed)
    for rule in sorted(RULES.values(), key=first, reverse=True):
        yield from rule(book)
    yield from loading._in_editions(book)
    yield from loading._in_schools(loading._at_schools(as_typed))


def agreed(data: Path) -> Path:
    """The data folder after someone agreed with what vanishes, in the line that the check asks for."""
    asked = next(found for line in problems_in(data) if (found := re.search(r"(- \{on: .*\}) \[weg\]$", line)))
    line = asked[1].replace("JJJJ-MM-DD", "2026-11-29").replace("waarom dit mag", "Dit is zo afgesproken.")
    text = (data / "addresses.yaml").read_text(encoding="utf-8")
    (data / "addresses.yaml").write_text(re.sub(r"(?m)^sum:", f"agreed:\n  {line}\nsum:", text, count=1), encoding="utf-8")
    return data


def problems_when_drawn(data: Path) -> list[str]:
    """Every finding over a data folder that holds, once it is drawn."""
    return [str(problem) for problem in DataError(drawn_findings(load(data, data.parent / "content"))).problems]


def typed_fixture() -> Handbook:
    """The fixture school as it was typed, without what follows from it."""
    return typed(FIXTURE / "data", FIXTURE / "content")


T = TypeVar("T")
ALL = bool(os.environ.get("ZORGWEGWIJZER_ALLES"))  # as `make nalopen` sets it: look at everything, however long it takes


def some(items: Iterable[T], most: int) -> list[T]:
    """So many of these, spread evenly over them, the first one among them; in `make nalopen` all of them."""
    every = list(items)
    return every if ALL else every[:: max(1, -(-len(every) // most))]


@lru_cache(maxsize=1)
def fixture_book() -> Handbook:
    """The fixture school, read once for all tests of a worker."""
    return load(FIXTURE / "data", FIXTURE / "content")


@lru_cache(maxsize=1)
def shipped() -> Handbook:
    """The real handbook, read once for all tests; one worker proves it, on both processors, while the others wait."""

    def proved() -> Handbook:
        with spare_processor():
            return loaded(HOME / "data", HOME / "content")

    return by_one("handbook", proved) if shared else proved()


@lru_cache(maxsize=2)
def shipped_site(edition: str) -> Site:
    """An edition of the real handbook."""
    return Site(narrow(shipped(), edition))


def leads(site: Site) -> dict[str, str]:
    """What stands at each address of before, by its file: a page that only leads on."""
    return {file.path: file.content.decode() for file in moved_pages(site)}


shared: list[Path] = []  # the folder where workers leave for each other what one of them made; conftest.py says which
whole_sites: list[Callable[[], Path]] = []  # the folder of the built sites, where a test that is run needs them


def once(name: str, make: Callable[[Path], object]) -> Path:
    """A file or folder that is made once, by the first worker that needs it, while the others wait."""
    place, half = shared[0] / name, shared[0] / f"{name}.half"
    with (shared[0] / f"{name}.slot").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            shutil.rmtree(half, ignore_errors=True)  # of one that failed
            make(half)
            half.rename(place)
    return place


def by_one(name: str, make: Callable[[], T]) -> T:
    """What one worker made for all of them."""
    found: T = pickle.loads(once(f"{name}.pickle", lambda file: file.write_bytes(pickle.dumps(make()))).read_bytes())
    return found


@lru_cache(maxsize=2)
def shipped_build(edition: str) -> Build:
    """An edition of the real handbook, its pages and files; where whole sites are built, as they were built of it."""
    if whole_sites:
        made: Build = pickle.loads((whole_sites[0]() / f"{edition}.pickle").read_bytes())
        return made
    return by_one(edition, lambda: Build.of(HOME / "data", HOME / "content", edition))


def shipped_pages(edition: str) -> tuple[Page, ...]:
    """Every page of an edition of the real handbook that is not its data as typed."""
    return tuple(page for page in shipped_build(edition).pages if not page.path.startswith("gegevens/"))
