"""A file becomes text, and YAML text becomes nodes that know their file and line; text stays text, a key stands once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from handbook.problems import DataError, Problem, Where

LARGEST = 10_000_000  # bytes; the largest file of a school thirty times the shipped one stays under this


DEEPEST = 30  # levels of lists and blocks; a route with an answer in a step takes eight


LEAST_TEXT = "bevat geen gegevens; zet de vorige versie terug of vul het bestand"


LOST = "\N{REPLACEMENT CHARACTER}"


JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # no control characters, and yet nothing to see


PLAIN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2026\u20ac\n\t]*")  # what needs no closer look


NO_TEXT = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}  # Unicode's control, format, surrogate, private and separating characters


class Node:
    """What stands in a file, and the line it begins on, counted from 1."""

    __slots__ = ("line",)
    line: int


class Typed(Node):
    """A value as it stands in its file.

    `cut` tells that a comment follows it on its line, `more` has the lines that it goes on over.
    """

    __slots__ = ("cut", "more", "plain", "value")

    def __init__(self, value: str, line: int, *, plain: bool = True) -> None:
        self.value = value
        self.line = line
        self.plain = plain  # without quotation marks, | or >
        self.cut = False
        self.more: tuple[str, ...] = ()


class Listed(Node):
    """A list, item by item; `flow` tells that it stands between brackets."""

    __slots__ = ("flow", "items")

    def __init__(self, line: int, *, flow: bool = False) -> None:
        self.line = line
        self.flow = flow
        self.items: list[Node] = []


class Fields(Node):
    """A block of fields: what stands in each, and on which line its name does; `flow` tells that it is in brackets."""

    __slots__ = ("flow", "lines", "values", "waiting")

    def __init__(self, line: int, *, flow: bool = False) -> None:
        self.line = line
        self.flow = flow
        self.values: dict[str, Node] = {}
        self.lines: dict[str, int] = {}
        self.waiting: str | None = None  # while reading, the name whose value comes next


def read(root: Path, name: str) -> Node:
    """The content of `root/name` as one YAML node.

    Raises DataError with a Dutch sentence for every way in which a file can be unreadable.
    """
    shown = f"{root.name}/{name}"
    return compose(text_of(root / name, shown), shown)


def text_of(path: Path, shown: str) -> str:
    """The text of a file, with unix line ends; `shown` is its name in messages. Raises DataError."""
    data = _bytes(path, shown)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = "dit teken is geen UTF-8; bewaar het bestand opnieuw met de codering UTF-8"
        raise _fault(Where(shown, line), sentence, "codering") from None
    text = text.replace("\r\n", "\n")
    if unseen := [] if PLAIN.fullmatch(text) else list(_unseen(text, shown)):
        raise DataError(unseen)
    return text


def _unseen(text: str, shown: str) -> Iterator[Problem]:
    """The lines in which something stands that nobody sees."""
    for number, line in enumerate(text.split("\n"), start=1):
        if sign := unseen_in(line):
            told = f"hier staat een onzichtbaar of verloren teken ({sign}); haal het weg"
            yield Problem(Where(shown, number), told, "teken")


def leftover(name: str) -> bool:
    """Whether a file is what an editor or a system leaves beside the real ones: it is never read and never published."""
    ours = name.startswith((".", "~$")) or name.endswith(("~", ".swp", ".swo")) or name in ("Thumbs.db", "desktop.ini")
    return ours or (name.startswith("#") and name.endswith("#"))


def unseen_in(text: str) -> str:
    """The code of the first character in a text that nobody sees, such as 'U+202E', or ''.

    A joiner may stand behind a letter of a script that writes with it, such as Arabic.
    """
    if PLAIN.fullmatch(text):
        return ""
    before = ""
    for sign in text:
        joins = sign in JOINERS and before.isalpha() and not unicodedata.name(before, "LATIN").startswith("LATIN")
        hidden = unicodedata.category(sign) in NO_TEXT or sign in BLANK_LETTERS or sign == LOST
        if (hidden and sign != "\t" and not joins) or ord(sign) & 0xFFFE == 0xFFFE:
            return f"U+{ord(sign):04X}"
        before = sign
    return ""


def compose(text: str, shown: str) -> Node:
    """YAML text as one node; `shown` is the file name that messages carry. Raises DataError."""
    if "\t" in text and (tabs := list(_tabs_in(text, shown))):
        raise DataError(tabs)
    composer = _Composer(text, shown)
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            composer.take(event)
    except yaml.YAMLError as error:
        raise _fault(_where(error, shown), _explain(error)) from None
    if composer.problems:
        raise DataError(composer.problems)
    if composer.root is None:
        raise _fault(Where(shown, 0), f"{shown} {LEAST_TEXT}", "leeg")
    return composer.root


ENDS = {yaml.SequenceEndEvent, yaml.MappingEndEvent}


CONTENT = {yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent, yaml.AliasEvent}


class _Composer:
    """Puts the events of the YAML parser together to nodes, without recursion, and refuses what would lose words."""

    def __init__(self, text: str, shown: str) -> None:
        self.lines = text.split("\n")
        self.hashed = {number for number, line in enumerate(self.lines) if "#" in line}
        self.shown = shown
        self.root: Node | None = None
        self.open: list[Listed | Fields] = []
        self.problems: list[Problem] = []

    def take(self, event: Any) -> None:
        """One event. Raises DataError where going on makes no sense."""
        kind = type(event)
        if kind in ENDS:
            self.open.pop()
        elif kind in CONTENT:
            if event.anchor or event.tag or kind is yaml.AliasEvent:
                self._blame_marks(event)
            self._place(self._text(event) if kind is yaml.ScalarEvent else self._enter(event))
        elif kind is yaml.DocumentStartEvent and (self.root is not None or event.version or event.tags):
            raise self._fault(_line(event), "hier begint een tweede document (--- of %); één bestand is één geheel")

    def _blame_marks(self, event: Any) -> None:
        """What YAML makes of &, * and ! at the start of a text: that would be lost."""
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            sentence = "een anker (&) of verwijzing (*) mag hier niet; schrijf de tekst uit, of zet er aanhalingstekens om"
            raise self._fault(_line(event), sentence)
        sentence = "is voor YAML een merkteken en valt weg; zet aanhalingstekens om de tekst, of haal het weg"
        self.blame(_line(event), f"'{event.tag.replace('tag:yaml.org,2002:', '!!')}' {sentence}", "merk")

    def _enter(self, event: Any) -> Listed | Fields:
        if len(self.open) == DEEPEST:
            told = f"hier staan meer dan {DEEPEST} lijsten of blokken in elkaar; haal haakjes weg"
            raise self._fault(_line(event), told)
        kind = Fields if isinstance(event, yaml.MappingStartEvent) else Listed
        return kind(_line(event), flow=bool(event.flow_style))

    def _text(self, event: Any) -> Typed:
        first, last = event.start_mark.line, event.end_mark.line
        node = Typed(event.value, first + 1, plain=not event.style)
        if node.plain and last in self.hashed:
            node.cut = self.lines[last][event.end_mark.column :].lstrip().startswith("#")
        if last > first:
            node.more = tuple(self.lines[first + 1 : last if event.style in ("|", ">") else last + 1])
        if event.style == '"' and (sign := unseen_in(event.value.replace("\n", " "))):
            self.blame(node.line, f"deze tekst bevat een onzichtbaar of verloren teken ({sign}); haal het weg", "teken")
        return node

    def _place(self, node: Node) -> None:
        """The node in the list or block that is open, or as the root."""
        around = self.open[-1] if self.open else None
        if around is None:
            self.root = node
        elif isinstance(around, Listed):
            around.items.append(node)
        elif around.waiting is None:
            self._name(around, node)
        else:
            around.values[around.waiting] = node
            around.waiting = None
        if not isinstance(node, Typed):
            self.open.append(node)  # type: ignore[arg-type]

    def _name(self, around: Fields, node: Node) -> None:
        """The name of the field that comes next."""
        if not isinstance(node, Typed):
            raise self._fault(node.line, "een veldnaam moet een gewoon woord zijn")
        if node.value in around.lines:
            sentence = f"'{node.value}' staat hier twee keer (ook op regel {around.lines[node.value]}); haal er een weg"
            self.blame(node.line, sentence, "dubbel")
        around.lines[node.value] = node.line
        around.waiting = node.value

    def blame(self, line: int, sentence: str, rule: str = "yaml") -> None:
        self.problems.append(Problem(Where(self.shown, line), sentence, rule))

    def _fault(self, line: int, sentence: str) -> DataError:
        self.blame(line, sentence)
        return DataError(self.problems)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _bytes(path: Path, shown: str) -> bytes:
    """The bytes of a file that is a file, is not too large and may be read."""
    whole = Where(shown, 0)
    if path.is_symlink() and not path.exists():
        raise _fault(whole, "deze koppeling leidt nergens heen; haal haar weg of zet het bestand terug", "bestand")
    if not path.exists():
        raise _fault(whole, "dit bestand ontbreekt; zet het terug uit de vorige versie", "bestand")
    if not path.is_file():
        raise _fault(whole, "dit is geen gewoon bestand maar een map of apparaat; geef het een andere naam", "bestand")
    size = path.stat().st_size
    if size > LARGEST:
        sentence = f"dit bestand is te groot ({_dots(size)} bytes, hoogstens {_dots(LARGEST)}); splits het"
        raise _fault(whole, sentence, "bestand")
    try:
        return path.read_bytes()
    except OSError:
        raise _fault(whole, "dit bestand is niet te lezen; geef het leesrecht of zet het terug", "bestand") from None


def _tabs_in(text: str, shown: str) -> Iterator[Problem]:
    """The lines that begin with a tab, which YAML would refuse in words that help nobody."""
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            yield Problem(Where(shown, number), "hier staat een tab; spring in met spaties", "yaml")


def _dots(number: int) -> str:
    """A number as it is written in Dutch: 2.000.000."""
    return f"{number:,}".replace(",", ".")


def _fault(where: Where, sentence: str, rule: str = "yaml") -> DataError:
    return DataError([Problem(where, sentence, rule)])


def _where(error: yaml.YAMLError, shown: str) -> Where:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return Where(shown, mark.line + 1 if mark else 0)


def _explain(error: yaml.YAMLError) -> str:
    """What libyaml says, in words that name the mend; the English stays behind it for whoever wants it."""
    said = str(getattr(error, "problem", "") or error).split("\n")[0]
    for part, sentence in EXPLANATIONS.items():
        if part in said:
            return f"{sentence} (YAML meldt: {said})"
    return f"dit is geen geldige YAML; kijk naar inspringen en aanhalingstekens, hier of vlak erboven (YAML meldt: {said})"


EXPLANATIONS = {
    "mapping values are not allowed": "een dubbele punt midden in een tekst; zet aanhalingstekens om de hele tekst",
    "could not find expected ':'": "hier ontbreekt een dubbele punt, of het bestand is half bewaard",
    "unexpected end of stream": "het bestand houdt midden in een tekst op; het is waarschijnlijk half bewaard",
    "did not find expected key": "het inspringen klopt niet met de regels erboven",
    "did not find expected '-' indicator": "het inspringen van deze lijst klopt niet",
    "cannot start any token": "deze tekst begint met een teken dat YAML zelf gebruikt; zet er aanhalingstekens om",
}
