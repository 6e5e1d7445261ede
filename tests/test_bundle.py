"""The bundle for a disk or a share: whole without a server, search included."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

import make_bundle
from commands import ran
from handbook.render.sharing import FOLDER
from helpers import some
from test_site import folder_of, goal_of, read

# The real handbook in the edition with most kinds of pages; the small school, with another language, in both.
BUNDLES = ("echt/staff", "klein/staff", "klein/public")


def pack(site: Path) -> subprocess.CompletedProcess[str]:
    return ran("make_bundle.py", site)


@pytest.fixture(scope="module")
def sites_of(sites: dict[str, Path], school: Path) -> dict[str, Path]:
    """Bundle -> the site that it is made of."""
    return {"echt/staff": sites["staff"], "klein/staff": school.parent / "staff", "klein/public": school}


@pytest.fixture(scope="module")
def bundles(sites_of: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Bundle -> where it is unpacked; that of the real handbook is not packed first, which takes longest of all."""
    root = tmp_path_factory.mktemp("bundels")
    for name, site in sites_of.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to(site)
    assert pack(root / "klein").returncode == 0
    for name in BUNDLES[1:]:
        with zipfile.ZipFile(root / f"{name}.zip") as bundle:
            bundle.extractall((root / "uit" / name).parent)
    for path, content in make_bundle.files(root / BUNDLES[0]):
        file = root / "uit" / BUNDLES[0] / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return {name: root / "uit" / name for name in BUNDLES}


@cache
def file_at(root: Path, path: str) -> Path | None:
    """The file at a path; from disk a folder leads nowhere."""
    file = root / unquote(path).lstrip("/")
    return file if file.is_file() else None


@pytest.mark.parametrize("name", BUNDLES)
def test_every_link_of_a_page_leads_to_a_file(name: str, bundles: dict[str, Path], sites_of: dict[str, Path]) -> None:
    """Of every page of the site it is tested where the site is; here of so many that each kind is among them."""
    root = bundles[name]
    pages = sorted(root.rglob("*.html"))
    assert len(pages) == len(list(sites_of[name].rglob("*.html"))) - 1  # a page for a missing address needs a server
    broken = []
    for page in some(pages, 600):
        for link in (*read(page).links, *read(page).loads):
            path, anchor = goal_of(folder_of(page, root), link)
            target = file_at(root, path) if path else page
            if not target or (anchor and anchor not in read(target).anchors):
                broken.append(f"{page.relative_to(root)}: {link}")
    assert broken == []


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_holds_what_the_site_holds(name: str, bundles: dict[str, Path], sites_of: dict[str, Path]) -> None:
    files, site = (
        {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
        for root in (bundles[name], sites_of[name])
    )
    shared = {each for each in site if f"/{FOLDER}" in f"/{each}" and each.endswith(".png")}
    assert files == site - make_bundle.LEFT_OUT - shared and bool(shared) == name.endswith("public")
    assert {"search/nl.js", "search/en.js" if name.startswith("echt") else "search/ar.js"} <= files


def test_it_opens_from_disk_and_search_works(bundles: dict[str, Path], browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for place in ("verkenner/", "archief/routes/plaatsing-oovr/", "formulieren/toestemming/", "en/zorgstructuur/", ""):
        page.goto((bundles["echt/staff"] / place / "index.html").as_uri())
    page.locator(".md-search__input").click()
    page.keyboard.type("vertrouwenspersoon")
    page.locator(".md-search .zw-hit").first.wait_for()
    links = page.eval_on_selector_all(".md-search .zw-hit", "links => links.map(link => link.href)")
    found = next(link for link in links[:3] if "/rollen/vertrouwenspersoon/index.html" in link)
    page.goto(found)
    assert page.title().startswith("Vertrouwenspersoon")
    page.goto((bundles["echt/staff"] / "index.html").as_uri())
    page.locator("article a[href='wegwijzer/index.html']").first.click()
    page.locator(".zw-answers a").first.click()
    assert page.url.endswith("/wegwijzer/melanchthon/index.html")
    context.close()
    assert told == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_two_bundles_are_the_same_to_the_byte(school: Path, tmp_path: Path) -> None:
    """Also when the same site was built at another time."""
    packed = []
    for name in ("a", "b"):
        shutil.copytree(school, tmp_path / name / "public", copy_function=shutil.copyfile)
        for number, path in enumerate((tmp_path / name / "public").rglob("*") if name == "b" else ()):
            os.utime(path, (1_700_000_000 + number, 1_700_000_000 + number))
        assert pack(tmp_path / name).returncode == 0
        packed.append((tmp_path / name / "public.zip").read_bytes())
    assert packed[0] == packed[1]


def test_without_a_site_there_is_one_sentence_and_no_bundle(tmp_path: Path) -> None:
    done = pack(tmp_path)
    assert done.returncode == 1
    assert "draai eerst 'make site'" in done.stdout
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []
