"""A static server and a Chromium for the tests that need a real page."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from helpers import ALL

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # letters as wide as in a Chromium with a screen
]


SCREENS: dict[str, dict[str, Any]] = {
    "bureau": {"viewport": {"width": 1280, "height": 900}},
    "donker": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "telefoon": {"viewport": {"width": 360, "height": 740}},
}
DARK = "donker"  # where only colours differ from the same page on a desk, so only what looks at colours is asked again
STORED = {"/.__palette", "zorgwegwijzer.vestiging", "zorgwegwijzer.starten"}  # what the page Toegankelijk en privé tells of


# WCAG 2.2, 1.4.12: what a reader may set, and still nothing may get lost.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
# Text that is cut off: a box that hides what does not fit in it, other than those only a screen reader reads.
CUT = """() => [...document.querySelectorAll("article *")].filter((box) => {
  const style = getComputedStyle(box)
  if (!["hidden", "clip"].includes(style.overflowX) || box.closest("svg, .zw-hidden, thead")) return false
  if (!box.innerText?.trim()) return false
  return style.clipPath === "none" && box.clientWidth > 2 && box.scrollWidth > box.clientWidth + 1
}).map((box) => box.outerHTML.slice(0, 120))"""
AXE = Axe().axe_script  # put in a page once, however often it is asked
# Of the texts that have the same colour, size and weight on the same grounds the first one: their contrast is the same.
# Looking for the ground below each word is two thirds of what axe does; `make nalopen` asks it of every word.
COLOURS = """async (every) => {
  const grounds = new Map([[null, ""]])
  const ground = (part) => {
    if (!grounds.has(part)) {
      const { backgroundColor, backgroundImage, opacity, position, zIndex, filter } = getComputedStyle(part)
      const own = [backgroundColor, backgroundImage, opacity, position, zIndex, filter].join()
      grounds.set(part, `${ground(part.parentElement)}/${own}`)
    }
    return grounds.get(part)
  }
  const first = new Map()
  for (const part of document.querySelectorAll("body *")) {
    const says = [...part.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.data.trim())
    if (!(says || part.matches("input, select, textarea")) || !part.checkVisibility()) continue
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(part)
    const kind = [part.tagName, color, fontSize, fontWeight, textShadow, ground(part)].join()
    if (!first.has(kind)) first.set(kind, part)
  }
  const rule = { runOnly: { type: "rule", values: ["color-contrast"] }, resultTypes: ["violations"] }
  return (await axe.run(every ? document : { include: [...first.values()] }, rule)).violations
}"""
WIDTH = "document.scrollingElement.scrollWidth"
# Of a long list of the same parts the first dozen, of a long menu half of that, and of a list within a list three;
# `make nalopen` looks at all of them.
THIN = """() => {
  const lists = "article :is(ul, ol, tbody, td, dl, details, .zw-block, .zw-cards), article, .md-nav__list"
  for (const list of document.querySelectorAll(lists)) {
    const seen = {}
    const within = list.parentElement?.closest("article :is(ul, ol, dl, details, .zw-cards)")
    const most = list.matches(".md-nav__list") ? 6 : within ? 3 : 12
    for (const part of [...list.children]) {
      const kind = part.tagName + "." + part.className
      seen[kind] = (seen[kind] ?? 0) + 1
      if (seen[kind] > most && !part.querySelector("h1")) part.remove()
    }
  }
}"""
TYPED = ".md-search__input"
# A search has been answered when it says how much was found.
ANSWERED = "document.querySelector('.md-search [role=status]').textContent !== ''"


def words_of(page: Page) -> list[str]:
    """The words that a page shows."""
    return page.inner_text("article" if page.locator("article").count() else "body").split()


def thinned(page: Page) -> None:
    """Takes what is more of the same out of long lists; not in `make nalopen`."""
    if not ALL:
        page.evaluate(THIN)


def lost(page: Page) -> list[str]:
    """What gets lost on a narrow screen when its text is spaced, or shown at twice the size; then it is as it was."""
    found, words = [], words_of(page)
    if (wide := page.evaluate(WIDTH)) > 320:
        found.append(f"{wide} px breed")
    spaced = page.add_style_tag(content=SPACED)
    if (wide := page.evaluate(WIDTH)) > 320:
        found.append(f"{wide} px breed met ruime tekst")
    found += page.evaluate(CUT)
    page.set_viewport_size({"width": 640, "height": 450})  # 1280 px wide, zoomed to 200 %
    if (wide := page.evaluate(WIDTH)) > 640:
        found.append(f"{wide} px breed op 200 %")
    found += page.evaluate(CUT)
    there = words_of(page)
    spaced.evaluate("style => style.remove()")
    return found + ([] if there == words else [f"woorden weg of anders: {sorted(set(words) ^ set(there))[:5]}"])


def searched(page: Page, query: str) -> list[str]:
    """Where the results of a search in the header lead, in their order; put there as a whole, not letter by letter."""
    page.fill(TYPED, "")
    page.wait_for_function(f"!({ANSWERED})")
    page.fill(TYPED, query)
    page.wait_for_function(ANSWERED)
    return list(page.eval_on_selector_all(".md-search .zw-hit", "links => links.map(link => link.href)"))


def faults(page: Page, screen: str, *, colours: bool = True, every: bool = ALL) -> list[str]:
    """What axe finds on an open page, and whether it is wider than its screen; targets are measured too.

    Without `colours` where the same page has been asked for them on a desk; with `every` of each text, however alike.
    """
    if not page.evaluate("window.axe !== undefined"):
        page.evaluate(AXE)
    rules = {"target-size": {"enabled": True}, "color-contrast": {"enabled": False}}
    options = {"resultTypes": ["violations"], "rules": rules}
    found = [] if screen == DARK else page.evaluate("options => axe.run(document, options)", options)["violations"]
    found += page.evaluate(COLOURS, every) if colours else []
    told = [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
    width = page.evaluate("document.scrollingElement.scrollWidth")
    return told + ([f"{width} px breed"] if width > SCREENS[screen]["viewport"]["width"] else [])


def kept(page: Page) -> list[str]:
    """What a page left behind that it may not: cookies, and storage under other names than we tell of."""
    stored = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    return [*(cookie.get("name", "") for cookie in page.context.cookies()), *({*stored} - STORED)]


HERE = ("http://127.0.0.1:", "file:", "data:", "blob:", "about:")


class Tabs:
    """Tabs that are used again: a new one for each test costs more than the page that it opens.

    Of every page that is opened in one they tell what it asked of another host, and what it left behind.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.free: dict[str, list[Page]] = {}
        self.used: list[tuple[str, dict[str, Any], Page]] = []
        self.asked: list[str] = []

    def opened(self, address: str, **settings: Any) -> Page:
        """A page at an address, in a tab with these settings that the test has not used yet."""
        key = json.dumps(settings, sort_keys=True)
        waiting = self.free.setdefault(key, [])
        page = waiting.pop() if waiting else self._made(settings)
        self.used.append((key, settings, page))
        page.goto(address)
        return page

    def _made(self, settings: dict[str, Any]) -> Page:
        page = self.browser.new_context(**settings).new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        return page

    def clear(self) -> list[str]:
        """Makes every tab that was used as good as new: nothing kept, no route, its own size and media.

        Returns what the pages did meanwhile that no page may.
        """
        told: list[str] = []
        for key, settings, page in self.used:
            page.unroute_all()
            if settings.get("java_script_enabled", True):
                told += [f"bewaard: {name}" for name in kept(page)]
                page.evaluate("localStorage.clear(), sessionStorage.clear()")
            page.context.clear_cookies()
            page.emulate_media(media="null", color_scheme=settings.get("color_scheme", "null"))
            page.set_viewport_size(settings.get("viewport") or {"width": 1280, "height": 720})
            page.goto("about:blank")
            self.free[key].append(page)
        told += [f"gevraagd: {url}" for url in self.asked if not url.startswith(HERE)]
        self.used, self.asked = [], []
        return told


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, save the pages that only lead on: a test that opens one looks at two pages, as it happens."""

    def log_message(self, *args: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        page = Path(self.translate_path(self.path))
        page = page / "index.html" if page.is_dir() else page
        if page.suffix == ".html" and page.is_file() and b'http-equiv="refresh"' in page.read_bytes():
            self.send_error(http.HTTPStatus.GONE, "Moved: ask for the new address")
        else:
            with suppress(ConnectionError):  # a browser that goes on to another page leaves this one half read
                super().do_GET()


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
    """The Chromium of the system in the form that has no screen, which takes a third of the processor time for a page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
