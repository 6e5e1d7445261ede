"""Both editions of the real handbook, built once, and Chromium, started once, for the tests that share them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser import chromium, served
from helpers import FIXTURE, HOME


def build(edition: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` of one edition, as `make site` runs it."""
    environment = os.environ | {
        "ZORGWEGWIJZER_EDITION": edition,
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": "0",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    return subprocess.run(command, cwd=HOME, env=environment | settings, capture_output=True, text=True, check=False)


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


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Edition -> folder with the built site."""
    root = tmp_path_factory.mktemp("sites")
    for edition in ("staff", "public"):
        done = build(edition, root / edition)
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr
    return {edition: root / edition for edition in ("staff", "public")}


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public edition of the fixture school, which has two locations and a language that runs from right to left."""
    folder = tmp_path_factory.mktemp("school") / "site"
    settings = {"ZORGWEGWIJZER_DATA": str(FIXTURE / "data"), "ZORGWEGWIJZER_CONTENT": str(FIXTURE / "content")}
    assert build("public", folder, **settings).returncode == 0
    return folder


@pytest.fixture(scope="session")
def addresses(sites: dict[str, Path]) -> Iterator[dict[str, str]]:
    """Edition -> address on this machine."""
    with served(sites["staff"]) as staff, served(sites["public"]) as public:
        yield {"staff": staff, "public": public}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def opened(browser: Browser) -> Any:
    """Opens an address with the settings of a screen; closes everything after the test."""
    contexts = []

    def open_(address: str, **settings: Any) -> Page:
        contexts.append(browser.new_context(**settings))
        page = contexts[-1].new_page()
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()
