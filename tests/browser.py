"""A static server and a Chromium for the tests that need a real page."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


SCREENS: dict[str, dict[str, Any]] = {
    "bureau": {"viewport": {"width": 1280, "height": 900}},
    "donker": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "telefoon": {"viewport": {"width": 360, "height": 740}},
}
# In the dark only colours differ from the same page on a desk, so only what looks at colours is asked again.
OPTIONS: dict[str, dict[str, Any]] = {"donker": {"runOnly": {"type": "rule", "values": ["color-contrast"]}}}
STORED = {"/.__palette", "zorgwegwijzer.vestiging"}  # what the page Toegankelijk en privé tells of


def faults(page: Page, screen: str) -> list[str]:
    """What axe finds on an open page, and whether it is wider than its screen; targets are measured too."""
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}, **OPTIONS.get(screen, {})}
    found = Axe().run(page, options=options).response["violations"]
    told = [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
    width = page.evaluate("document.scrollingElement.scrollWidth")
    return told + ([f"{width} px breed"] if width > SCREENS[screen]["viewport"]["width"] else [])


def kept(page: Page) -> list[str]:
    """What a page left behind that it may not: cookies, and storage under other names than we tell of."""
    stored = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    return [*(cookie.get("name", "") for cookie in page.context.cookies()), *({*stored} - STORED)]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on a free local port; yields the address, ending in a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of the system, without a screen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
