"""Chapters of prose: Markdown files in content/ whose front matter makes them records like any other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from markupsafe import Markup
from yaml import MappingNode, ScalarNode

from handbook.links import Linker, relative, shielded
from handbook.model import Chapter, Citation, Handbook, Text
from handbook.parse import Reader
from handbook.problems import DataError, Problem, Where
from handbook.source import compose

FENCE = "---\n"


def read_chapters(content: Path) -> tuple[tuple[Chapter, ...], list[Problem]]:
    """Every Markdown file below `content`, in the order of their paths, and what is wrong with them."""
    chapters: list[Chapter] = []
    problems: list[Problem] = []
    for path in sorted(content.rglob("*.md")):
        shown = f"{content.name}/{path.relative_to(content).as_posix()}"
        try:
            chapter, found = _chapter(path, shown, path.relative_to(content).as_posix())
        except DataError as error:
            problems += error.problems
            continue
        problems += found
        if chapter is not None:
            chapters.append(chapter)
    return tuple(chapters), problems


def _chapter(path: Path, shown: str, relative: str) -> tuple[Chapter | None, list[Problem]]:
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        sentence = "dit bestand is geen UTF-8; bewaar het opnieuw met de codering UTF-8"
        raise DataError([Problem(Where(shown, 0), sentence, "codering")]) from None
    front, fence, body = text.removeprefix(FENCE).partition(f"\n{FENCE}")
    if not text.startswith(FENCE) or not fence:
        sentence = "bovenaan ontbreekt het blok met gegevens tussen twee regels '---'"
        raise DataError([Problem(Where(shown, 1), sentence, "veld")])
    # One empty line stands for the fence, so that the lines of the nodes are those of the file.
    node = compose(f"\n{front}\n", shown)
    reader = Reader(shown)
    if isinstance(node, MappingNode):
        mark = yaml.Mark(shown, 0, 0, 0, None, 0)
        below = yaml.Mark(shown, 0, front.count("\n") + 3, 0, None, 0)
        node.value += [
            (_scalar("id", mark), _scalar(path.stem, mark)),
            (_scalar("path", mark), _scalar(relative, mark)),
            (_scalar("body", below), _scalar(body, below)),
        ]
    return reader.record(node, Chapter), reader.problems


def _scalar(value: str, mark: yaml.Mark) -> ScalarNode:
    return ScalarNode("tag:yaml.org,2002:str", value, mark, mark)


def cited(chapter: Chapter) -> Iterator[Citation]:
    """The citations within the text of a chapter, each at its own line."""
    for number, line in enumerate(chapter.body.splitlines()):
        where = Where(chapter.body.where.file, chapter.body.where.line + number)
        for source, section in CITATION.findall(line):
            yield Citation(source=Text.at(source, where), section=Text.at(section, where), where=where)


CITATION = re.compile(r"\{([a-z0-9-]+) ([A-Za-z0-9.-]+)\}")


def linked_prose(chapter: Chapter, book: Handbook, linker: Linker, path: str) -> str:
    """The Markdown of a chapter with its mentions as links and `{melanchthon 9.1}` as a link to that section."""
    lines = []
    for line in chapter.body.splitlines():
        if line.startswith("#"):
            linker.fresh()
            lines.append(line)
        else:
            pieces = CITATION.split(line)
            lines.append("".join(_pieces(pieces, book, linker, path)))
    return "\n".join(lines)


def _pieces(pieces: list[str], book: Handbook, linker: Linker, path: str) -> list[str]:
    """Text, source, section, text, … as the regular expression splits a line."""
    done = [str(linker(pieces[0]))]
    for source, section, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        name = book.source[source].name if source in book.source else source
        href = relative(f"bronnen.md#{source}-{section.replace('.', '-')}", path)
        done.append(Markup('<a class="zw-cite" href="{}">{} {}</a>').format(href, shielded(name), section))
        done.append(str(linker(text)))
    return done
