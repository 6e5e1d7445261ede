"""`python tests/fuzz.py [COUNT [SEED]]`: slips of the keyboard in every file, made by a program from a fixed seed.

A slip that must be told says so; one that must change nothing says that; a blind one may do either, but may never crash
or hang. Of a slip that is told, a finding stands at its line, at the record around it, or in a file that refers to it.
"""

from __future__ import annotations

import random
import re
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from handbook import load as loading
from handbook.model import Handbook
from handbook.problems import DataError, Problem
from helpers import HOME, shipped

DRAWS = 3_000  # of a place for a slip, before it counts as one that cannot be made
SECONDS = 60  # of work, however busy the machine is, that a load may take before it counts as hung
Lines = list[str]
Slip = Callable[
    [Lines, int, random.Random], "Lines | None"
]  # the lines after a slip at one of them; None where it cannot be

PLAIN = re.compile(
    r"^(\s*(?:- )?)([a-z_]+): ([A-Za-zÀ-ÿ][^:#\"'\[{&*!]*)$"
)  # a field with a text that has no quotation marks
SENTENCE = re.compile(
    r"^(\s*(?:- )?)(summary|meaning|now|action|text|short|when|purpose|what|says|go_when): (\w[^:#\"'\[{]* [^:#\"'\[{]*)$"
)
REFERRING = re.compile(r"^(\s*(?:- )?)(actor|ask|role|owner|outcome|away|through|chair): ([a-z0-9-]+)$")
REQUIRED = re.compile(
    r"^\s*(name|summary|meaning|kind|approachable|purpose|for_whom|starts_when|action|now|what|answer|when): "
)


def field(pattern: re.Pattern[str], change: Callable[[str, str, str, random.Random], str | None]) -> Slip:
    """A slip in a line of one shape: `change` gets what stands before the name, the name and the value."""

    def slip(lines: Lines, at: int, chance: random.Random) -> Lines | None:
        found = pattern.match(lines[at])
        new = change(found[1], found[2], found[3], chance) if found else None
        return None if new is None else [*lines[:at], *new.split("\n"), *lines[at + 1 :]]

    return slip


def insert(text: str) -> Slip:
    """A line put between two others where a record begins."""
    return lambda lines, at, chance: [*lines[:at], text, *lines[at:]] if lines[at].startswith("  - id:") else None


def _without_required(lines: Lines, at: int, chance: random.Random) -> Lines | None:
    alone = REQUIRED.match(lines[at]) and at + 1 < len(lines) and not lines[at].rstrip().endswith((">-", ">", "|"))
    goes_on = alone and len(lines[at + 1]) - len(lines[at + 1].lstrip()) > len(lines[at]) - len(lines[at].lstrip())
    return [*lines[:at], *lines[at + 1 :]] if alone and not goes_on and not lines[at].lstrip().startswith("- ") else None


def _record_twice(lines: Lines, at: int, chance: random.Random) -> Lines | None:
    if not lines[at].startswith("  - id:"):
        return None
    end = next(
        (n for n in range(at + 1, len(lines)) if lines[n].startswith("  - ") or not lines[n].startswith(" ")), len(lines)
    )
    return [*lines[:end], *lines[at:end], *lines[end:]]


def _cut(lines: Lines, at: int, chance: random.Random) -> Lines | None:
    """Half a file: it ends in the middle of the name of a field."""
    found = re.match(r"^ +([a-z_]{3,}): ", lines[at])
    return [*lines[:at], lines[at][: found.start(1) + 2]] if found and at > 3 else None


def _key_twice(lines: Lines, at: int, chance: random.Random) -> Lines | None:
    found = PLAIN.match(lines[at])
    if not found or "-" in found[1] or at + 1 >= len(lines) or re.match(r"^\s+[^\s-]", lines[at + 1]) is None:
        return None
    deeper = len(lines[at + 1]) - len(lines[at + 1].lstrip()) > len(found[1])
    return None if deeper else [*lines[: at + 1], lines[at], *lines[at + 1 :]]


def swapped(name: str) -> str | None:
    """A name with two of its letters the other way round."""
    return name[:1] + name[2] + name[1] + name[3:] if len(name) > 3 and name[1] != name[2] else None


def quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


Change = Callable[[str, str, str, random.Random], "str | None"]


def behind(*ends: str) -> Change:
    """The value with something behind it."""
    return lambda before, name, value, chance: f"{before}{name}: {value}{chance.choice(ends)}"


def within(*signs: str) -> Change:
    """The value with a sign after its third letter."""
    return lambda before, name, value, chance: f"{before}{name}: {value[:3]}{chance.choice(signs)}{value[3:]}"


def instead(*values: str) -> Change:
    """Another value."""
    return lambda before, name, value, chance: f"{before}{name}: {chance.choice(values)}"


def escaped(*codes: str) -> Change:
    """The value in quotation marks, with a code for a sign that nobody sees."""
    return lambda before, name, value, chance: f'{before}{name}: "{value}\\{chance.choice(codes)}"'


def folded(more: str = "") -> Change:
    """The value as a text that goes on over more lines."""

    def change(before: str, name: str, value: str, _: random.Random) -> str:
        deeper = " " * (len(before) + 2)
        return f"{before}{name}: >-\n{deeper}{value}" + (f"\n{deeper}{more}" if more else "")

    return change


def at_end(*texts: str) -> Slip:
    """Something behind a line of prose."""
    return lambda lines, at, chance: [*lines[:at], f"{lines[at]} {chance.choice(texts)}", *lines[at + 1 :]]


def below(*texts: str) -> Slip:
    """A line of its own below a line of prose."""
    return lambda lines, at, chance: [*lines[: at + 1], "", chance.choice(texts), "", *lines[at + 1 :]]


def _renamed(before: str, name: str, value: str, _: random.Random) -> str | None:
    new = swapped(name)
    return f"{before}{new}: {value}" if new else None


KIND = re.compile(r"^(\s*)(kind|basis|edition): ([a-z]+)$")
YES = re.compile(r"^(\s*)([a-z_]+): (ja|nee)$")
DATE = re.compile(r"^(\s*)([a-z]+): (20\d\d-\d\d-\d\d)$")
CITED = re.compile(r"^(\s*)(sources): ((?:melanchthon|casparus) \S+)$")
LONG = "a" * 4000
TOLD: dict[str, Slip] = {
    "tab": field(PLAIN, lambda before, name, value, _: f"\t{name}: {value}"),
    "onbekend veld": field(PLAIN, _renamed),
    "veld twee keer": _key_twice,
    "anker": field(PLAIN, lambda before, name, value, _: f"{before}{name}: &x {value}"),
    "verwijzing": field(PLAIN, instead("*x")),
    "merk": field(PLAIN, lambda before, name, value, _: f"{before}{name}: !{value}"),
    "afgekapt door #": field(SENTENCE, behind(" #12 en meer")),
    "niets": field(SENTENCE, instead("null", "~", "Null", "")),
    "alleen leestekens": field(SENTENCE, instead("...", "–", "?!")),
    "stuurteken": field(PLAIN, behind("\x07", "\x1b", "\x00", "\x7f", "\u0085")),
    "onzichtbaar teken": field(PLAIN, within("\u202e", "\u2066", "\u200b", "\ufeff", "\ufffd", "\u3164")),
    "verborgen in een code": field(SENTENCE, escaped("u200b", "x7f", "0", "u202E", "e")),
    "dubbele punt": field(SENTENCE, lambda before, name, value, _: f"{before}{name}: {value.replace(' ', ': ', 1)}"),
    "lijst": field(SENTENCE, instead("[a, b]")),
    "verplicht veld weg": _without_required,
    "half bewaard": _cut,
    "stuk twee keer": _record_twice,
    "tweede document": insert("---"),
    "verwijst naar niets": field(REFERRING, behind("-x")),
    "geen soort": field(KIND, behind("s")),
    "geen ja of nee": field(YES, instead("yes", "no", "true", "Ja", "1")),
    "geen datum": field(DATE, instead("2026-02-31", "2026-13-01", "20260101", "1-1-2026", "1990-01-01")),
    "geen paragraaf": field(CITED, behind(".99.9")),
    "geen bron": field(CITED, lambda before, name, value, _: f"{before}{name}: x{value}"),
    "lang woord": field(SENTENCE, behind(f" {LONG}")),
    "nummer van een mens": field(SENTENCE, behind(" 06-12345678", " +31 6 12 34 56 78", " 010 123 45 67", " a.b@school.nl")),
    "mens bij naam": field(SENTENCE, behind(" Vraag mevrouw De Vries.", " Vraag J. de Vries.", " Vraag dhr. Jansen.")),
    "onbekend kort nummer": field(SENTENCE, behind(" Bel 122.", " Dan belt u 911.", " Bel meteen 211.")),
    "veld ingeslikt": field(SENTENCE, folded("basis: added")),
    "te diep": field(PLAIN, instead("[" * 60 + "]" * 60)),
}
HARMLESS: dict[str, Slip] = {
    "opmerking": insert("  # nog eens lezen"),
    "lege regel": insert(""),
    "spaties achteraan": field(re.compile(r"^(  - )(id): (.*)$"), behind("   ")),
    "aanhalingstekens": field(SENTENCE, lambda before, name, value, _: f"{before}{name}: {quoted(value)}"),
    "omgebroken": field(SENTENCE, folded()),
    "Windows": lambda lines, at, chance: [*(f"{line}\r" for line in lines[:-1]), lines[-1]],
    "BOM": lambda lines, at, chance: [f"\ufeff{lines[0]}", *lines[1:]],
}
PROSE_TOLD: dict[str, Slip] = {
    "HTML in een kop": below("## Kop <b>x</b>", "# <script>x</script>", "## <!-- x -->", "### Kop &lt;"),
    "HTML in een zin": at_end("<img src=x onerror=alert(1)>", "<a href=x>y</a>", "<!-- nog nakijken -->"),
    "dode link": at_end("[x](weg.md)", "[x](#weg)", "[x](javascript:a)", "[x](http://a.example)", "[x](//a.example)"),
    "beeld dat er niet is": at_end("![een hond](hond.png)"),
    "onbekende bron": at_end("{onbekend 1}"),
    "kenmerk": at_end("*x*{: onclick=y }"),
    "onzichtbaar teken": at_end("\u202e", "\u200b", "\x07"),
    "lang woord": at_end(LONG),
}
BLIND: dict[str, Slip] = {
    "teken weg": lambda lines, at, chance: [*lines[:at], _drop(lines[at], chance), *lines[at + 1 :]],
    "regel weg": lambda lines, at, chance: [*lines[:at], *lines[at + 1 :]],
    "regel twee keer": lambda lines, at, chance: [*lines[: at + 1], lines[at], *lines[at + 1 :]],
    "twee regels gewisseld": lambda lines, at, chance: [*lines[:at], *reversed(lines[at : at + 2]), *lines[at + 2 :]],
    "ingesprongen": lambda lines, at, chance: [*lines[:at], f" {lines[at]}", *lines[at + 1 :]],
    "hier opgehouden": lambda lines, at, chance: lines[: at + 1],
    "vreemd teken": lambda lines, at, chance: [*lines[:at], _put(lines[at], chance), *lines[at + 1 :]],
}


KINDS = list({**TOLD, **HARMLESS, **PROSE_TOLD, **BLIND})


def _drop(line: str, chance: random.Random) -> str:
    at = chance.randrange(max(len(line), 1))
    return line[:at] + line[at + 1 :]


def _put(line: str, chance: random.Random) -> str:
    at = chance.randrange(len(line) + 1)
    return line[:at] + chance.choice("#:-&*!|>'\"%@`{}[],?\t\\<~") + line[at:]


@dataclass(frozen=True)
class Outcome:
    """What became of one slip."""

    verdict: str
    kind: str
    place: str
    said: str = ""

    @property
    def good(self) -> bool:
        return self.verdict in ("verteld", "onschadelijk", "stil, maar een lezer ziet het (blind)")


class Fuzzer:
    """A copy of a handbook, in which slips are made and taken back."""

    def __init__(self, folder: Path, home: Path) -> None:
        for name in ("data", "content"):
            shutil.copytree(home / name, folder / name)
        self.folder = folder
        self.files = sorted([*(folder / "data").rglob("*.yaml"), *(folder / "content").rglob("*.md")])
        self.whole = shipped() if home == HOME else loading.load(folder / "data", folder / "content")

    def load(self) -> Handbook | tuple[Problem, ...]:
        try:
            return loading.load(self.folder / "data", self.folder / "content")
        except DataError as error:
            return error.problems

    def try_one(self, chance: random.Random, wanted: str = "") -> Outcome | None:
        """One slip, of any kind or of the one that is wanted, at a place where it can be made; None if there is none."""
        for _ in range(DRAWS):
            path = chance.choice(self.files)
            own = (
                [(False, TOLD), (True, HARMLESS), (None, BLIND)]
                if path.suffix == ".yaml"
                else [(False, PROSE_TOLD), (None, BLIND)]
            )
            harmless, slips = chance.choice(own)
            kind = wanted or chance.choice(list(slips))
            if kind not in slips:
                continue
            text = path.read_text(encoding="utf-8")
            lines = text.split("\n")
            at = chance.randrange(len(lines))
            if path.suffix == ".md" and harmless is False:
                body = lines.index("---", 1)
                at = next((n for n in range(max(at, body + 1), len(lines)) if lines[n] and not lines[n].startswith("#")), 0)
                if not at:
                    continue
            new = slips[kind](lines, at, chance)
            if new is not None and new != lines:
                break
        else:
            return None
        place = f"{path.relative_to(self.folder)}:{at + 1}"
        path.write_bytes("\n".join(new).encode("utf-8"))
        try:
            return self._judged(kind, place, harmless, lines, at)
        finally:
            path.write_bytes(text.encode("utf-8"))

    def _judged(self, kind: str, place: str, harmless: bool | None, lines: Lines, at: int) -> Outcome:
        try:
            with at_most(SECONDS):
                found = self.load()
        except TimeoutError:
            return Outcome("gehangen", kind, place)
        except Exception as error:
            return Outcome("gecrasht", kind, place, repr(error)[:200])
        if isinstance(found, Handbook):
            if same(found, self.whole):
                return Outcome("onschadelijk", kind, place)
            return Outcome("stil, maar een lezer ziet het" + (" (blind)" if harmless is None else ""), kind, place)
        said = str(found[0])[:300]
        if harmless:
            return Outcome("ten onrechte verteld", kind, place, said)
        file = place.rpartition(":")[0]
        begin = next((n for n in range(at, -1, -1) if re.match(r"(  )?- \w|\w+:", lines[n])), 0) + 1
        near = [
            each
            for each in found
            if each.where.file != file
            or not each.where.line
            or begin <= each.where.line <= at + 3
            or f":{at + 1})" in each.sentence  # it names the line of the other, as with an id that stands there twice
        ]
        blind = harmless is None  # a quotation mark that is gone, for one, is only missed where the file ends
        return Outcome("verteld" if near or blind else "verteld op een verkeerde regel", kind, place, said)


def same(one: Handbook, other: Any) -> bool:
    """Whether two handbooks say the same; the lines that it stands on may differ."""
    names = [each.name for each in fields(Handbook) if each.name != "at"]
    here = all(getattr(one, name) == getattr(other, name) for name in names)
    return here and one.at.keys() == other.at.keys() and all(same(one.at[school], other.at[school]) for school in one.at)


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raises TimeoutError when what is within works longer; waiting for a processor does not count."""

    def ring(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def tried(count: int, seed: int, home: Path = HOME) -> list[Outcome]:
    """What became of this many slips in the data and content under `home`."""
    return each_kind(seed, [""] * count, home)


def each_kind(seed: int, kinds: list[str], home: Path = HOME) -> list[Outcome]:
    """What became of one slip of each of these kinds ('' for any), where it can be made."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        fuzzer = Fuzzer(Path(folder), home)
        return [found for kind in kinds if (found := fuzzer.try_one(chance, kind))]


def main(count: int, seed: int) -> int:
    """Prints what became of the slips, and each that went wrong; returns 1 when one did."""
    found = tried(count, seed)
    for verdict, times in Counter(each.verdict for each in found).most_common():
        print(f"{times:5} {verdict}")
    for each in found:
        if not each.good:
            print(f"{each.verdict}: {each.kind} bij {each.place} {each.said}")
    return 0 if all(each.good for each in found) else 1


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(numbers + [1000, 20261125][len(numbers) :])))
