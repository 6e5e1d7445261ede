"""The guide of each school: where an outcome names a role that a school lacks, the equal of that role stands in.

The outcome is written once, with the words of one school. Its variant for another school has the names of that school, and
no route or paper that is not of it. Whoever types an outcome with the school behind its id, has written the variant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from handbook.model import Handbook, Outcome, Resort, Role, Text
from handbook.reason import guide
from handbook.reason.guide import own_id
from handbook.reason.schools import schools_of

Swaps = tuple[tuple[Role, Role], ...]
Words = Callable[[str], str]  # puts other names in a text


def with_equals(book: Handbook) -> Handbook:
    """The handbook with a variant of each outcome for each school whose readers come to a role or route that they lack."""
    variants: dict[str, Outcome] = {}
    for outcome in book.outcomes:
        schools = sorted({reader.school for reader in guide.readers(book).get(outcome.id, ())})
        made = {school: each for school in filter(None, schools) if (each := _variant(outcome, school, book))}
        for school, variant in made.items():
            whole = len(made) == len(schools) and school == schools[0]  # nobody is left for the outcome as it was typed
            id_ = str(outcome.id) if whole else own_id(outcome.id, school)
            if whole or id_ not in book.outcome:
                variants[id_] = _named(variant, id_)
    if not variants:
        return book
    outcomes = tuple(variants.pop(outcome.id, outcome) for outcome in book.outcomes)
    return replace(book, outcomes=(*outcomes, *variants.values()))


def equal_of(role: Role, school: str, book: Handbook) -> Role | None:
    """Who stands in for a role at a school: the role itself, else its equal there, if any."""
    if school in schools_of(role, book):
        return role
    equals = (book.role.get(each.role) for each in role.equivalents)
    return next((each for each in equals if each and school in schools_of(each, book)), None)


def _named(variant: Outcome, id_: str) -> Outcome:
    """A variant under its own id; under that of the outcome itself it takes its place."""
    own = Text.at(id_, variant.id.where)
    return variant if own == variant.id else replace(variant, id=own, stands_for=variant.id)


def _variant(outcome: Outcome, school: str, book: Handbook) -> Outcome | None:
    swaps, words = swaps_at(school, book), words_at(school, book)
    route = book.route.get(outcome.route or "")
    elsewhere = route is not None and school not in schools_of(route, book)
    said: dict[str, Any] = {name: _said(getattr(outcome, name), words) for name in _TEXTS}
    if elsewhere:
        said |= {"route": None, "step": Text()}
    said |= {"bring": _brought(outcome, school, book)}
    said |= {"role": _role(outcome.role, swaps)}
    said |= {name: _resort(getattr(outcome, name), swaps, words) for name in ("if_not", "away")}
    if all(getattr(outcome, name) == new for name, new in said.items()):
        return None
    return replace(outcome, **said)


@lru_cache(maxsize=8)
def swaps_at(school: str, book: Handbook) -> Swaps:
    """Each role that a school lacks and that has an equal there, with that equal; the longest name first."""
    pairs = [(role, equal) for role in book.roles if (equal := equal_of(role, school, book)) and equal is not role]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0].name)))


@lru_cache(maxsize=8)
def words_at(school: str, book: Handbook) -> Words:
    """What puts, in a text, the names that a school has for the roles that it lacks."""
    return _exchanged(names_at(school, book))


def names_at(school: str, book: Handbook) -> tuple[tuple[str, str], ...]:
    """The names of the roles that a school lacks, each with the name that stands there instead."""
    return tuple(pair for role, equal in swaps_at(school, book) for pair in _words(role, equal))


@lru_cache(maxsize=8)
def _exchanged(pairs: tuple[tuple[str, str], ...]) -> Words:
    """What puts the second name of a pair where the first stands; a text that was seen before is not read again."""
    names = dict(pairs)
    find = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b") if names else re.compile(r"(?!)")
    return lru_cache(maxsize=None)(lambda text: find.sub(lambda found: names[found[0]], text))


def in_words_of(school: str, text: Text, book: Handbook) -> Text:
    """A text with the names of a school for the roles that it lacks."""
    return _said(text, words_at(school, book))


_TEXTS = ("name", "now", "answer", "decides", "costs", "time", "consent", "then")


def _words(role: Role, equal: Role) -> Iterator[tuple[str, str]]:
    yield str(role.name), str(equal.name)
    yield role.name[:1].lower() + role.name[1:], equal.name[:1].lower() + equal.name[1:]


def _said(text: Text, words: Words) -> Text:
    said = words(str(text))
    return text if said == text else Text.at(said, text.where)


def _brought(outcome: Outcome, school: str, book: Handbook) -> tuple[Text, ...]:
    """The papers to bring, without those of another school."""
    there = (id_ for id_ in outcome.bring if id_ in book.document)
    elsewhere = {id_ for id_ in there if school not in schools_of(book.document[id_], book)}
    return tuple(id_ for id_ in outcome.bring if id_ not in elsewhere)


def _role(id_: Text, swaps: Swaps) -> Text:
    return next((Text.at(equal.id, id_.where) for role, equal in swaps if role.id == id_), id_)


def _resort(resort: Resort | None, swaps: Swaps, words: Words) -> Resort | None:
    return replace(resort, role=_role(resort.role, swaps), text=_said(resort.text, words)) if resort else None
