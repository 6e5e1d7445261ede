"""Both editions of the real handbook, built once for all workers, and a Chromium for each, for the tests that share them."""

from __future__ import annotations

import gc
import inspect
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser import Tabs, chromium, served
from commands import ran
from helpers import FIXTURE, HOME, TESTS, once, shared, whole_sites

gc.set_threshold(200_000, 20, 100)  # as the commands do: a handbook is a million small objects that all stay
NEEDS_A_BROWSER = {"browser", "opened", "addresses", "server"}
MADE_OF = {"shipped_build", "shipped_pages"}  # every page of an edition, as a whole site is made of them


def pytest_configure(config: pytest.Config) -> None:
    """Tells a worker where the others leave what they made, before its tests are collected."""
    if hasattr(config, "workerinput"):
        shared[:] = [Path(config.option.basetemp).parent]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs a browser, a server or a whole site, so that `make snel` can leave it out.

    What needs the sites goes last, for they are built meanwhile; of the others long ones go first.
    """
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if names & NEEDS_A_BROWSER:
            item.add_marker("browser")
        if waits(item) or "school" in names:
            item.add_marker("site")
    items.sort(key=lambda item: (waits(item), not any(item.iter_markers("long"))))


@cache  # the cases of one test are many
def asks_for_pages(function: Any) -> bool:
    """Whether a function asks for every page of an edition, or calls a function of its own module that does."""
    waiting, seen = [inspect.unwrap(function)], set()
    while waiting:
        at = waiting.pop()
        if at in seen or not isinstance(at, FunctionType) or at.__module__ != function.__module__:
            continue
        seen.add(at)
        called = {name for part in parts_of(at.__code__) for name in part.co_names}
        if called & MADE_OF:
            return True
        waiting += [inspect.unwrap(each) for name in called if callable(each := at.__globals__.get(name))]
    return False


def parts_of(code: CodeType) -> Iterator[CodeType]:
    """The code of a function and of what is written within it."""
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from parts_of(each)


def waits(item: pytest.Item) -> bool:
    """Whether a test needs the sites, or what they are made of, which is kept beside them."""
    return needs_sites(item) or asks_for_pages(item.function)


def needs_sites(item: pytest.Item) -> bool:
    return "sites" in getattr(item, "fixturenames", ())


def build(edition: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` of one edition, as `make site` runs it."""
    settings = {"ZORGWEGWIJZER_EDITION": edition, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"} | settings
    return ran("-m", "mkdocs", "build", "--strict", "--site-dir", folder, where=str(HOME), **settings)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints what tests wanted told, such as how the pages for parents read."""
    told = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "told"
    ]
    for text in dict.fromkeys(told):
        terminalreporter.write_line(text)


def made(folder: Path, script: Path = HOME / "hooks/make_site.py", **settings: str) -> None:
    """Every edition of a handbook, as `make site` makes them, without a warning."""
    command = [sys.executable, str(script), str(folder)]
    own = {"PYTHONPATH": os.pathsep.join((str(HOME / "hooks"), str(TESTS)))}
    together = {"ZORGWEGWIJZER_SCHOLEN": "samen"}  # what one school has is built where it is tested
    done = subprocess.run(command, env=os.environ | own | together | settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr


made_of = partial(made, script=TESTS / "keeping.py")  # with what each edition was made of beside it


@pytest.fixture(scope="session", autouse=True)
def sharing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Begins the sites where a test needs them; what they are made of need not be made beside them."""
    shared[:] = shared or [tmp_path_factory.getbasetemp()]
    whole_sites[:] = [partial(once, "sites", made_of)] if any(map(needs_sites, request.session.items)) else []
    for each in whole_sites:
        threading.Thread(target=ahead, args=[each], daemon=True).start()


def ahead(make: Callable[[], object]) -> None:
    """Makes something before it is asked for; a fault is told to who asks, for whom it is tried again."""
    with suppress(AssertionError):
        make()


@pytest.fixture(scope="session")
def sites() -> dict[str, Path]:
    """Edition -> folder with the built site."""
    root = once("sites", made_of)
    return {edition: root / edition for edition in ("staff", "public")}


@pytest.fixture(scope="session")
def school() -> Path:
    """The public edition of the fixture school, which has two locations and a language that runs from right to left."""
    settings = {"ZORGWEGWIJZER_DATA": str(FIXTURE / "data"), "ZORGWEGWIJZER_CONTENT": str(FIXTURE / "content")}
    return once("school", lambda folder: made(folder, **settings)) / "public"


@pytest.fixture(scope="session")
def addresses(sites: dict[str, Path]) -> Iterator[dict[str, str]]:
    """Edition -> address on this machine."""
    with served(sites["staff"]) as staff, served(sites["public"]) as public:
        yield {"staff": staff, "public": public}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


@pytest.fixture
def opened(tabs: Tabs) -> Iterator[Any]:
    """Opens an address with the settings of a screen, in a tab that is used again and cleared after the test.

    Whatever is opened: no page asks anything of another host, sets a cookie or keeps more than the site tells of.
    """
    yield tabs.opened
    assert tabs.clear() == []
