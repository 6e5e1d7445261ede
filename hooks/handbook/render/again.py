"""While a site is served: a page that says nothing of what changed since it was made, is not made again.

What changes most is a sentence of a ticket. It stands on the page of that ticket, in every language, and on the pages of
ANEW, which are always made again; so for any other page it is enough that everything else is as it was, and what the tickets
say of which it `tells` by the way. A test changes all these sentences, and looks whether it is so.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from handbook.model import Handbook, Language, Outcome, Pair, Part, Text
from handbook.parts import hints_of
from handbook.proved import sum_of_files

TEMPLATES = Path(__file__).resolve().parents[3] / "overrides" / "pages"
SENTENCES = ("now", "answer", "decides", "costs", "time", "consent", "then")  # of a ticket; its name stands in many lists
RESORTS = ("if_not", "away")
OF = "outcomes/"  # before the id of a ticket, in the name of its translation
ANEW = {"self_test.md", "data_fields.md", "upkeep.md"}  # what tells of tickets by the way

Said = tuple[Outcome, tuple[Pair, ...]]


class Again:
    """The text of every page as it was made last, what each ticket said then, and a fingerprint of everything else."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.said: dict[str, Said] = {}
        self.says: dict[str, Said] = {}
        self.around = self.now = b""

    def begin(self, book: Handbook, whole: Handbook, *others: object) -> None:
        """Looks whether anything but the sentences of tickets became another, in a handbook as an edition shows it.

        Of the `whole` come the translations: an edition has only those of which the Dutch is there.
        """
        names = {str(outcome.name) for outcome in book.outcomes}
        languages = tuple(_loosened(language, names) for language in whole.languages)
        held = replace(book, at={}, outcomes=tuple(map(loosened, book.outcomes)), languages=languages)
        self.now = _fingerprint((held, others, date.today(), sum_of_files(TEMPLATES)))
        abroad: dict[str, tuple[Pair, ...]] = defaultdict(tuple)
        for translation in (each for language in whole.languages for each in language.translations):
            abroad[translation.of] += translation.texts
        self.says = {str(outcome.id): (outcome, abroad[f"{OF}{outcome.id}"]) for outcome in book.outcomes}

    def known(self, path: str, template: str, values: Mapping[str, Any]) -> str | None:
        """The text that a page had and has still, if that is certain."""
        if self.now != self.around or template in ANEW:
            return None
        same = all(self.said.get(each) == self.says.get(each) for each in tickets_on(values))
        return self.texts.get(path) if same else None

    def keep(self, texts: Iterable[tuple[str, str]]) -> None:
        """Remembers every page that was made, by its path."""
        self.texts, self.said, self.around = dict(texts), self.says, self.now


def tickets_on(values: Mapping[str, Any]) -> set[str]:
    """The tickets of which a page shows a sentence, by what it is made of: its own, and those it `tells` of by the way."""
    about = (values.get("record"), values.get("outcome"), *values.get("tells", ()))
    return {str(each.id) for each in about if isinstance(each, Outcome)}


def loosened(outcome: Outcome) -> Outcome:
    """A ticket of which no sentence says anything: only whether it is there."""
    said: dict[str, Any] = {name: Text("…") for name in SENTENCES if getattr(outcome, name)}
    said |= {name: replace(resort, text=Text("…")) for name in RESORTS if (resort := getattr(outcome, name))}
    return replace(outcome, **said)


def _loosened(language: Language, names: set[str]) -> Language:
    """A language without what stands for the sentences of tickets."""
    translations = tuple(
        replace(each, texts=tuple(pair for pair in each.texts if pair.nl in names)) if each.of.startswith(OF) else each
        for each in language.translations
    )
    return replace(language, translations=translations)


class _Fields(pickle.Pickler):
    """Writes what the fields of a part hold, and not what was worked out of them and is kept beside them."""

    def reducer_override(self, thing: Any) -> Any:
        """What a part is written as."""
        if not isinstance(thing, Part):
            return NotImplemented
        return tuple, ((type(thing).__name__, *(getattr(thing, name) for name in hints_of(type(thing)))),)


def _fingerprint(things: object) -> bytes:
    written = io.BytesIO()
    pickler = _Fields(written)
    pickler.fast = True  # what stands in two places is written twice, whether it is one thing or two that are alike
    pickler.dump(things)
    return hashlib.sha256(written.getbuffer()).digest()
