"""Nodes become records: unknown, missing and ill-typed fields become Problems, never a traceback."""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Literal, TypeVar, get_args, get_origin

from handbook.families import family_of as family_of_kind
from handbook.kinds import Kind
from handbook.model import Citation, MayRepeat, Part, Text
from handbook.parts import bare, family_of, field_names, hints_of
from handbook.problems import Problem, Where, nearest
from handbook.read.source import Fields, Listed, Node, Typed, compose

P = TypeVar("P", bound=Part)


MISSING = object()


YES_NO = {"ja": True, "nee": False}


NOTHING = {"null", "Null", "NULL", "~"}  # what YAML calls nothing, and a reader would see as a word


NAMING = {"to", "step", "of", "start", "old", "new", "form"}  # fields that hold an id without saying of what family


WHOLE = re.compile(r"-?[0-9]{1,9}")


DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")


LONGEST_ADDRESS = 400  # letters; no page shows an address as it is, it lies behind a link
LONGEST_WORD, LONGEST_TEXT = 100, 5_000  # letters; beyond that it is no word and no text, and no page can show it


SWALLOWED = re.compile(r"\s*(?:(#|- )|(?:- )?([a-z_]+):)")  # how a field, an item or a comment begins


FILES = 128  # a few times as many as a handbook has


@lru_cache(maxsize=FILES)  # who changes a sentence, changes one file of all
def parsed(text: str, file: str, kind: Any, heading: str) -> tuple[tuple[Any, ...], tuple[Problem, ...]]:
    """The records of a kind under the heading of a file, or the one that a file without is, and what is wrong with them.

    Raises DataError for what is no YAML.
    """
    reader = Reader(file)
    node = compose(text, file)
    made = reader.records(node, heading, kind) if heading else (reader.record(node, kind),)
    return made, tuple(reader.problems)


class Reader:
    """Reads the nodes of one file and gathers what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def records(self, node: Node, key: str, kind: type[P]) -> tuple[P, ...]:
        """The list under `key`, each item completed with the `defaults` of the file."""
        fields = self.mapping(node, f"het bestand {self.file}")
        if fields is None:
            return ()
        for name in fields.keys() - {key, "defaults"}:
            self.blame(fields[name], f"onbekend kopje '{name}'{nearest(name, [key, 'defaults'])}", "veld")
        if key not in fields:
            self.blame(node, f"het kopje '{key}:' ontbreekt", "veld")
            return ()
        defaults = self.mapping(fields["defaults"], "'defaults'") if "defaults" in fields else {}
        items = self.sequence(fields[key], f"'{key}'")
        return self._whole([self.record(item, kind, defaults or {}) for item in items])

    def record(self, node: Node, kind: type[P], defaults: Mapping[str, Node] | None = None) -> P | None:
        """One record of `kind`, or None when it cannot be made (its problems are then noted)."""
        if kind is Citation:
            return typing.cast("P | None", self.citation(node))
        shorthand = getattr(kind, "shorthand", None)
        if shorthand and isinstance(node, Typed):
            fields: dict[str, Node] = {shorthand: node}
        else:
            found = self.mapping(node, called(kind))
            if found is None:
                return None
            fields = {**(defaults or {}), **found}
        plan = _plan(kind)
        for name in fields.keys() - plan.keys():
            self.blame(fields[name], f"onbekend veld '{name}' bij {called(kind)}{nearest(name, plan)}", "veld")
        values: dict[str, Any] = {"where": Where(self.file, node.line)}
        for name, (slot, required) in plan.items():
            if name in fields:
                values[name] = self.value(fields[name], slot, name)
                if required and values[name] == ():
                    self.blame(fields[name], f"'{name}' is een lege lijst; vul haar in", "veld")
            elif required:
                self.blame(node, f"het veld '{name}' ontbreekt bij {_named(kind, fields)}", "veld")
                values[name] = MISSING
        return None if MISSING in values.values() else kind(**values)

    def value(self, node: Node, slot: Slot, name: str) -> Any:
        """The value of a field, by its type; MISSING after a problem."""
        if slot.items:
            return self._list(node, slot, name)
        if slot.part:
            part = self.record(node, slot.bare)
            return MISSING if part is None else part
        if not isinstance(node, Typed):
            self.blame(node, f"'{name}' moet één tekst zijn, geen lijst of blok", "veld")
            return MISSING
        if slot.bare is Text and name != "body":
            self._check_text(node, name, free=name != "id" and not slot.refers)
        return self.scalar(node, slot.bare, name)

    def _list(self, node: Node, slot: Slot, name: str) -> Any:
        """The items of a list; a single one may stand there without a dash."""
        if isinstance(node, Typed) and not node.value:
            self.blame(node, f"'{name}' is leeg; vul het in of haal het weg", "veld")
            return MISSING
        items = self.sequence(node, f"'{name}'") if isinstance(node, Listed) else [node]
        values = [self.value(item, typing.cast(Slot, slot.items), name) for item in items]
        if len(items) > 1 and not slot.repeats:
            self._check_repeats(items, values, name)
        return self._whole(values)

    def _check_repeats(self, nodes: list[Node], values: list[Any], name: str) -> None:
        first: dict[Any, Node] = {}
        for node, value in zip(nodes, values, strict=True):
            if value in first and value is not MISSING and value is not None:
                sentence = f"dit staat twee keer in '{name}' (ook op regel {first[value].line}); haal er een weg"
                self.blame(node, sentence, "dubbel")
            first.setdefault(value, node)

    def _check_text(self, node: Typed, name: str, *, free: bool) -> None:
        """Whether all that was typed is in the text, and nothing else."""
        if node.plain and node.value in NOTHING:
            self.blame(node, f"'{name}' is leeg ('{node.value}'); vul het in of haal het weg", "veld")
        elif node.value.strip() and not any(map(str.isalnum, node.value)):
            self.blame(node, f"'{name}' heeft geen letter en geen cijfer; vul het in of haal het weg", "veld")
        if free and node.cut and (" " in node.value or name not in NAMING):
            way_out = "zet aanhalingstekens om de hele tekst, of zet een opmerking op een eigen regel"
            self.blame(node, f"achter '{name}' staat een #, en wat daarna komt valt weg; {way_out}", "veld")
        for offset, line in enumerate(node.more, start=1):
            found = SWALLOWED.match(line)
            if found and (found[1] or found[2] in field_names()):
                told = f"'{found[0].strip()}' staat hier midden in de tekst van '{name}'; spring minder in, of begin anders"
                self.problems.append(Problem(Where(self.file, node.line + offset), told, "veld"))
        longest = LONGEST_ADDRESS if name == "address" else LONGEST_WORD
        if len(node.value) > LONGEST_TEXT or max(map(len, node.value.split()), default=0) > longest:
            told = f"hoogstens {LONGEST_TEXT} tekens, en een woord hoogstens {longest}"
            self.blame(node, f"'{name}' is te lang voor een bladzijde: {told}", "veld")

    def scalar(self, node: Typed, hint: Any, name: str) -> Any:
        """A text, whole number, date, ja/nee or a choice from a fixed list."""
        typed = node.value if name == "body" else " ".join(node.value.split())
        if not typed:
            self.blame(node, f"'{name}' is leeg; vul het in of haal het weg", "veld")
            return MISSING
        if hint is Text:
            return Text.at(typed, Where(self.file, node.line))
        if get_origin(hint) is Literal or issubclass(hint, Kind):
            kinds = get_args(hint) or tuple(hint)
            return self._choice(node, typed, kinds, name)
        if hint is bool:
            return YES_NO.get(typed, MISSING) if self._choice(node, typed, tuple(YES_NO), name) else MISSING
        try:
            if (WHOLE if hint is int else DAY).fullmatch(typed):
                return int(typed) if hint is int else date.fromisoformat(typed)
            raise ValueError(name)
        except ValueError:
            form = "een heel getal, zoals 2" if hint is int else "een datum, zoals 2026-11-21"
            self.blame(node, f"'{name}' moet {form} zijn, niet '{typed}'", "veld")
            return MISSING

    def citation(self, node: Node) -> Citation | None:
        """'melanchthon 2.2.1' as source and section."""
        where = Where(self.file, node.line)
        words = node.value.split() if isinstance(node, Typed) else []
        if len(words) != 2:
            self.blame(node, "een bronvermelding is bron en paragraaf, zoals 'melanchthon 2.2.1'", "veld")
            return None
        return Citation(source=Text.at(words[0], where), section=Text.at(words[1], where), where=where)

    def mapping(self, node: Node, what: str) -> dict[str, Node] | None:
        if not isinstance(node, Fields):
            self.blame(node, f"{what} moet uit velden bestaan, zoals 'naam: tekst'", "veld")
            return None
        return node.values

    def sequence(self, node: Node, what: str) -> list[Node]:
        if not isinstance(node, Listed):
            self.blame(node, f"{what} moet een lijst zijn, met een streepje voor elk deel", "veld")
            return []
        return node.items

    def blame(self, node: Node, sentence: str, rule: str) -> None:
        self.problems.append(Problem(Where(self.file, node.line), sentence, rule))

    def _choice(self, node: Node, typed: str, allowed: tuple[str, ...], name: str) -> Any:
        if typed in allowed:
            return allowed[allowed.index(typed)]
        self.blame(node, f"'{name}' kan niet '{typed}' zijn; kies uit: {', '.join(allowed)}", "veld")
        return MISSING

    @staticmethod
    def _whole(items: list[Any]) -> tuple[Any, ...]:
        return tuple(item for item in items if item is not None and item is not MISSING)


@dataclasses.dataclass(frozen=True)
class Slot:
    """What may stand in a field: its type worked out once, for a file has a hundred thousand fields."""

    bare: Any  # the type without its marks and without `| None`
    items: Slot | None  # for a list, what may stand in it
    part: bool
    refers: bool  # whether it holds the id of a record
    repeats: bool

    @classmethod
    def of(cls, hint: Any) -> Slot:
        plain = bare(hint)
        items = cls.of(get_args(plain)[0]) if get_origin(plain) is tuple else None
        repeats = any(isinstance(mark, MayRepeat) for mark in get_args(hint)[1:])
        return cls(plain, items, dataclasses.is_dataclass(plain), bool(family_of(hint)), repeats)


_plans: dict[type, dict[str, tuple[Slot, bool]]] = {}


def _plan(kind: type[Part]) -> dict[str, tuple[Slot, bool]]:
    """Per field of a kind of record what may stand in it, and whether it must be there."""
    if kind not in _plans:
        needed = {field.name: _required(field) for field in dataclasses.fields(kind)}
        _plans[kind] = {name: (Slot.of(hint), needed[name]) for name, hint in hints_of(kind).items()}
    return _plans[kind]


def _required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def called(kind: type) -> str:
    """What an editor calls a kind of record or part."""
    return CALLED.get(kind.__name__) or family_of_kind(kind).one


def _named(kind: type, fields: Mapping[str, Node]) -> str:
    label = fields.get("id") or fields.get("name")
    return f"{called(kind)} '{label.value}'" if isinstance(label, Typed) else called(kind)


# What an editor calls a part of a record; a record itself is called as the table of families says.
CALLED = {
    "Record": "gegeven", "Fact": "grond", "Citation": "bronvermelding", "Section": "paragraaf", "School": "school",
    "Statement": "feit", "Theme": "thema", "Member": "lid", "Escalation": "escalatie", "Equivalent": "gelijke rol",
    "ConsentNeeded": "toestemming", "Step": "stap", "Answer": "antwoord", "Gate": "toestemming", "Exit": "vervolg",
    "OpenQuestion": "open vraag", "Status": "status", "Holds": "geldigheid", "Resort": "verdere weg", "OneSchool": "school",
    "OwnWork": "eigen werk",
    "CareLine": "lijn", "Danger": "gevaar", "Edition": "uitgave", "Guide": "keuzewijzer",
    "Addresses": "lijst van adressen", "Published": "adressen van een uitgave", "Moved": "verhuizing",
    "Issued": "uitgegeven formulier", "Question": "vraag", "Choice": "antwoord",
    "ReaderQuestion": "vraag van een lezer", "Group": "blok", "Field": "veld", "Signature": "handtekening",
    "Change": "wijziging", "Location": "vestiging", "Contact": "contact", "System": "systeem",
    "Proof": "bewijs", "Decided": "besluit", "Agreed": "akkoord", "Translation": "vertaling", "Pair": "vertaalde tekst",
    "Voice": "stem", "Abroad": "onderwerp in een andere taal", "SchoolYear": "schooljaar",
    "News": "nieuws", "Holiday": "vakantie",
}  # fmt: skip
