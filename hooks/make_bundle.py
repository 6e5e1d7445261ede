"""`python hooks/make_bundle.py [SITE]`: each built edition as a zip that opens from a disk or a share, search included.

A page opened from disk has no server to turn a folder into its index.html, so links name the file itself. The search does so
by itself, and its index is a script, which a page from disk may load.
"""

from __future__ import annotations

import posixpath
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from command import HOME, Refused, run
from handbook.render.sharing import FOLDER
from make_site import MADE_OF, editions_in, remembered

USAGE = "make_bundle.py [ map-met-de-site ]"
LEFT_OUT = {"404.html", "_headers", "sitemap.xml", "sitemap.xml.gz"}  # only a server needs these
LINK = re.compile(r'(?<= href=")[^"]*(?=")|(?<= content="0; url=)[^"]*(?=")')
MODULE = re.compile(r'<script type="module"[^>]*></script>')  # not allowed from disk; its pages are whole without it
LONG_AGO = (1980, 1, 1, 0, 0, 0)
BEHIND = re.compile(r"[?#]")  # what begins that part of a link that is no path


def main(arguments: list[str]) -> int:
    """Writes a zip beside the folder of each edition, all or none; 1 when there is no site to pack."""
    if len(arguments) > 1:
        raise Refused(f"geef hoogstens één map. Gebruik: {USAGE} [gebruik]")
    site = Path(arguments[0]) if arguments else HOME / "site"
    built = sorted(place.name for place in site.glob("*") if (place / "index.html").is_file() and place.name[0] != ".")
    known = editions_in(remembered(site)[1])
    editions = [name for name in built if name in known or not (site / MADE_OF).exists()]
    if not editions:
        print(f"{site}: hier staat geen gebouwde site; draai eerst 'make site' [bestand]")
        return 1
    packed = {edition: site / f".{edition}.zip" for edition in editions}
    try:
        for edition, file in packed.items():
            pack(site / edition, file)
        for edition, file in packed.items():
            file.replace(site / f"{edition}.zip")
    finally:
        for file in packed.values():
            file.unlink(missing_ok=True)
    for edition in editions:
        print(f"Klaar: {site / edition}.zip. Pak uit en open {edition}/index.html.")
    for name in sorted({*built} - {*editions}):
        print(f"Niet ingepakt: {site / name} is geen uitgave van dit handboek.")
    for file in sorted(file for file in site.glob("*.zip") if file.stem not in editions):
        print(f"Let op: {file} is van een uitgave die er niet (meer) is; gooi dat bestand zelf weg.")
    return 0


def pack(folder: Path, file: Path) -> None:
    """One edition into a zip, in a folder with its own name."""
    with zipfile.ZipFile(file, "w") as bundle:
        for name, content in files(folder):
            entry = zipfile.ZipInfo(f"{folder.name}/{name}", LONG_AGO)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            bundle.writestr(entry, content)


def _is_for_sharing(name: str) -> bool:
    """Whether a file is the picture of a page that is shared by its address, which from disk has none."""
    return name.endswith(".png") and f"/{FOLDER}" in f"/{name}"


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the bundle: its name within the edition, and its bytes."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    pages = frozenset(name for name in names if name.endswith(".html"))
    for name in names:
        if name in LEFT_OUT or _is_for_sharing(name):
            continue
        content = (folder / name).read_bytes()
        yield name, page(content.decode(), name, pages).encode() if name in pages else content


def page(html: str, name: str, pages: frozenset[str]) -> str:
    """The page with every link to a folder leading to the file in it."""
    folder = posixpath.dirname(name)
    return MODULE.sub("", LINK.sub(lambda link: file_link(link[0], folder, pages), html))


def file_link(link: str, folder: str, pages: frozenset[str]) -> str:
    """The link to a folder of the site made a link to its index.html; any other link as it is."""
    path = BEHIND.split(link, maxsplit=1)[0]
    if not path or ":" in path or path.startswith("//"):
        return link
    goal = posixpath.normpath(posixpath.join(folder, path, "index.html"))
    if goal not in pages or path.endswith(".html"):
        return link
    return f"{posixpath.join(path, 'index.html')}{link[len(path) :]}"


if __name__ == "__main__":
    sys.exit(run(main, USAGE))
