"""Chapters of prose: Markdown files in content/ whose front matter makes them records like any other."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import slugify, unique

from handbook.model import Chapter, Citation, Text
from handbook.problems import DataError, Problem, Where
from handbook.read.parse import LONGEST_WORD, Reader
from handbook.read.source import Fields, Typed, compose, leftover, text_of

FENCE = "---\n"


PICTURES = {
    ".png": b"\x89PNG\r\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".gif": b"GIF8",
    ".webp": b"RIFF",
}  # how the bytes of each kind begin; SVG is not among them, for it can hold a script


LARGEST_PICTURE = 3_000_000  # bytes


CITATION = re.compile(r"\{([a-z0-9-]+) ([A-Za-z0-9.-]+)\}")


READ_AS_HTML = ("html_block",), ("html", "entity", "automail")  # what Markdown would let through as it was typed


HEADINGS = ("h1", "h2", "h3")  # in the list of what stands on a page


def read_chapters(content: Path) -> tuple[tuple[Chapter, ...], list[Problem]]:
    """Every Markdown file below `content`, in the order of their paths, and what is wrong with what lies there."""
    if not content.is_dir():
        sentence = "deze map met hoofdstukken ontbreekt; zet haar terug uit de vorige versie, of maak haar leeg aan"
        return (), [Problem(Where(content.name, 0), sentence, "bestand")]
    chapters: list[Chapter] = []
    problems: list[Problem] = []
    pictures: dict[str, Path] = {}
    for path in sorted(content.rglob("*")):
        place = path.relative_to(content)
        if any(map(leftover, place.parts)):
            continue
        shown = f"{content.name}/{place.as_posix()}"
        if path.suffix == ".md":
            try:
                chapter, found = _chapter(path, shown, place.as_posix())
            except DataError as error:
                problems += error.problems
                continue
            problems += found
            chapters += [chapter] if chapter else []
        elif path.suffix in PICTURES and path.is_file():
            pictures[place.as_posix()] = path
        elif not path.is_dir() or path.is_symlink():
            sentence = "dit bestand is geen hoofdstuk (.md) en geen afbeelding van een hoofdstuk; haal het hier weg"
            problems.append(Problem(Where(shown, 0), sentence, "vreemd"))
    problems += _pictures(chapters, pictures, content.name)
    return tuple(chapters), problems


def _chapter(path: Path, shown: str, relative: str) -> tuple[Chapter | None, list[Problem]]:
    text = text_of(path, shown)
    if path.stem == "index":
        sentence = "de naam 'index' is van de lijst met hoofdstukken; geef dit hoofdstuk een eigen naam"
        raise DataError([Problem(Where(shown, 0), sentence, "id")])
    front, fence, body = text.removeprefix(FENCE).partition(f"\n{FENCE}")
    if not text.startswith(FENCE) or not fence:
        sentence = "bovenaan ontbreekt het blok met gegevens tussen twee regels '---'"
        raise DataError([Problem(Where(shown, 1), sentence, "veld")])
    # One empty line stands for the fence, so that the lines of the nodes are those of the file.
    node = compose(f"\n{front}\n", shown)
    reader = Reader(shown)
    if isinstance(node, Fields):
        below = front.count("\n") + 4
        node.values |= {"id": Typed(path.stem, 1), "path": Typed(relative, 1), "body": Typed(body, below)}
    chapter = reader.record(node, Chapter)
    return chapter, [*reader.problems, *(_too_long(chapter) if chapter else ())]


def _too_long(chapter: Chapter) -> Iterator[Problem]:
    for number, line in enumerate(chapter.body.splitlines()):
        if max(map(len, line.split()), default=0) > LONGEST_WORD * 2:  # an address may be longer than a word
            where = Where(chapter.body.where.file, chapter.body.where.line + number)
            yield Problem(where, f"hier staat een woord van meer dan {LONGEST_WORD * 2} tekens; maak het korter", "veld")


def _pictures(chapters: list[Chapter], files: dict[str, Path], folder: str) -> Iterator[Problem]:
    """Pictures that no chapter shows, that are none, or that a chapter shows and are not there."""
    shown = {
        picture: link.where for chapter in chapters for link in links(chapter) if (picture := picture_of(chapter, link))
    }
    for name, path in files.items():
        where = Where(f"{folder}/{name}", 0)
        if name not in shown:
            yield Problem(
                where, "geen hoofdstuk toont deze afbeelding; haal haar weg, of zet haar in een hoofdstuk", "vreemd"
            )
        elif path.stat().st_size > LARGEST_PICTURE or not _begins(path).startswith(PICTURES[path.suffix]):
            told = "is geen afbeelding van haar soort, of groter dan 3 MB; bewaar haar opnieuw"
            yield Problem(where, f"deze afbeelding {told}", "vreemd")
    for name, at in shown.items():
        if name not in files:
            yield Problem(
                at, f"de afbeelding '{name}' staat niet in {folder}/; zet haar daar, of haal haar hier weg", "link"
            )


def _begins(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(16)
    except OSError:
        return b""


@dataclass(frozen=True)
class Link:
    """A link or picture in a chapter, as it was typed."""

    target: str
    where: Where
    picture: bool = False
    spoken: str = ""


def tree(chapter: Chapter) -> Element:
    """The Markdown of a chapter as elements, with everything between < and > as plain text. Shared: change nothing."""
    return _parsed(str(chapter.body))


@lru_cache(maxsize=256)
def _parsed(body: str) -> Element:
    reader = Markdown(extensions=["tables"])
    for name in READ_AS_HTML[0]:
        reader.preprocessors.deregister(name)
    for name in READ_AS_HTML[1]:
        reader.inlinePatterns.deregister(name)
    lines = body.split("\n")
    for preprocessor in reader.preprocessors:
        lines = preprocessor.run(lines)
    root: Any = reader.parser.parseDocument(lines).getroot()
    for processor in reader.treeprocessors:
        changed = processor.run(root)
        root = root if changed is None else changed
    for each in root.iter("code"):  # the only text that Markdown has escaped already
        each.text = html.unescape(each.text or "")
    return cast(Element, root)


def links(chapter: Chapter) -> Iterator[Link]:
    """Every link and every picture in a chapter, with its line."""
    for each in tree(chapter).iter():
        if each.tag == "a":
            target = each.get("href", "")
            yield Link(target, line_in(chapter, target), spoken="".join(each.itertext()).strip())
        elif each.tag == "img":
            target = each.get("src", "")
            yield Link(target, line_in(chapter, target), picture=True, spoken=each.get("alt", "").strip())


def picture_of(chapter: Chapter, link: Link) -> str:
    """The file in content/ that a picture names, or '' for a link."""
    if not link.picture:
        return ""
    return resolved(link.target, str(PurePosixPath(chapter.path).parent))


def resolved(target: str, folder: str) -> str:
    """A path as typed in a file of `folder`, as seen from the top; '..' above the top leads to '../…'."""
    parts: list[str] = []
    for part in (*PurePosixPath(folder).parts, *target.split("/")):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def line_in(chapter: Chapter, text: str) -> Where:
    """The line of a chapter that a text stands on, else the first."""
    lines = chapter.body.splitlines()
    at = next((number for number, line in enumerate(lines) if text and text in line), 0)
    return Where(chapter.body.where.file, chapter.body.where.line + at)


def cited(chapter: Chapter) -> Iterator[Citation]:
    """The citations within the text of a chapter, each at its own line."""
    for number, line in enumerate(chapter.body.splitlines()):
        where = Where(chapter.body.where.file, chapter.body.where.line + number)
        for source, section in CITATION.findall(line):
            yield Citation(source=Text.at(source, where), section=Text.at(section, where), where=where)


def place_named(chapter: Chapter, target: str) -> str:
    """The place in the site that a link names, such as 'rollen/mentor' or 'begrippen#zat'.

    A link is typed as the file of a page (`../rollen/mentor.md`, `geld.md`), as an address from the top of the site
    (`rollen/mentor/`), or as an anchor on the page itself (`#kop`).
    """
    path, mark, anchor = target.partition("#")
    own = f"hoofdstukken/{chapter.path.removesuffix('.md')}"
    if not path:
        place = own
    elif path.endswith(".md"):
        place = resolved(path, str(PurePosixPath(own).parent)).removesuffix(".md").removesuffix("index").rstrip("/")
    else:
        place = resolved(path, own if path.startswith(".") else "")
    return f"{place}{mark}{anchor}"


def headings(chapter: Chapter) -> frozenset[str]:
    """The anchors of the headings of a chapter, as the page will have them."""
    found: set[str] = set()
    for each in tree(chapter):
        if each.tag in HEADINGS:
            unique(slugify("".join(each.itertext()), "-"), found)
    return frozenset(found)
