"""YAML text becomes nodes that know their file and line; text stays text, and a key stands once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from handbook.problems import DataError, Problem, Where

LARGEST = 2_000_000  # bytes; the largest file in use is well under a tenth of this
MAY_BE_ALIAS = re.compile(r"(?m)(?:^|[\s\[{,])[&*][^\s,\]}]")
LEAST_TEXT = "bevat geen gegevens; zet de vorige versie terug of vul het bestand"


def read(root: Path, name: str) -> Node:
    """The content of `root/name` as one YAML node.

    Raises DataError with a Dutch sentence for every way in which a file can be unreadable.
    """
    shown = f"{root.name}/{name}"
    return compose(_text(root / name, shown), shown)


def compose(text: str, shown: str) -> Node:
    """YAML text as one node; `shown` is the file name that messages carry. Raises DataError."""
    try:
        _refuse_aliases(text, shown)
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        raise _fault(_where(error, shown), _explain(error)) from None
    if node is None:
        raise _fault(Where(shown, 0), f"{shown} {LEAST_TEXT}", "leeg")
    doubles = list(_double_keys(node, shown))
    if doubles:
        raise DataError(doubles)
    return node


def line_of(node: Node) -> int:
    """The line of a node, counted from 1."""
    return int(node.start_mark.line) + 1


def _text(path: Path, shown: str) -> str:
    if not path.is_file():
        raise _fault(Where(shown, 0), "dit bestand ontbreekt; zet het terug uit de vorige versie", "bestand")
    size = path.stat().st_size
    if size > LARGEST:
        sentence = f"dit bestand is te groot ({_dots(size)} bytes, hoogstens {_dots(LARGEST)}); splits het"
        raise _fault(Where(shown, 0), sentence, "bestand")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = "dit teken is geen UTF-8; bewaar het bestand opnieuw met de codering UTF-8"
        raise _fault(Where(shown, line), sentence, "codering") from None
    for number, line_text in enumerate(text.split("\n"), start=1):
        if line_text[: len(line_text) - len(line_text.lstrip())].count("\t"):
            raise _fault(Where(shown, number), "hier staat een tab; spring in met spaties", "yaml")
    return text


def _dots(number: int) -> str:
    """A number as it is written in Dutch: 2.000.000."""
    return f"{number:,}".replace(",", ".")


def _refuse_aliases(text: str, shown: str) -> None:
    if not MAY_BE_ALIAS.search(text):
        return
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            sentence = "een anker (&) of verwijzing (*) mag hier niet; schrijf de tekst uit, of zet er aanhalingstekens om"
            raise _fault(Where(shown, event.start_mark.line + 1 if event.start_mark else 0), sentence)


def _double_keys(node: Node, shown: str) -> Iterator[Problem]:
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from _double_keys(item, shown)
    if isinstance(node, MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                yield Problem(Where(shown, line_of(key)), "een veldnaam moet een gewoon woord zijn", "yaml")
                continue
            if key.value in seen:
                sentence = f"'{key.value}' staat hier twee keer (ook op regel {seen[key.value]}); haal er een weg"
                yield Problem(Where(shown, line_of(key)), sentence, "dubbel")
            seen[key.value] = line_of(key)
            yield from _double_keys(value, shown)


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
    "control characters are not allowed": "hier staat een onzichtbaar stuurteken; haal het weg",
    "cannot start any token": "deze tekst begint met een teken dat YAML zelf gebruikt; zet er aanhalingstekens om",
}
