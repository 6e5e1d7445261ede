"""The addresses that people keep: what has once been published stays reachable, or is led on to its new place."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from handbook.families import ARCHIVE, ARCHIVES, FAMILIES, PROMISES, place_of, theme_of
from handbook.kinds import Audience
from handbook.model import Addresses, Handbook, Language, Moved, Outcome, ReaderQuestion, Record, Text
from handbook.read.chapters import headings
from handbook.reason import guide
from handbook.reason.edition import may_see, narrowed_records
from handbook.reason.form_fields import blanks, digest
from handbook.reason.kept import kept, sum_of
from handbook.reason.starting import starters
from handbook.reason.translations import beginnings, branch

# The pages that every handbook has; what data make is in `places`.
FIXED = (
    "", "begrippen", "bronnen", "contact", "documenten", "formulieren", "hoofdstukken", "kalender", "nieuw", "open-vragen",
    "organisatie", "overleg", "rollen", "routes", "situaties", "toegankelijkheid", "verkenner", "verkenner/leunen",
    "verkenner/vergelijken", "wegwijzer", "wegwijzer/alle-wegen", "wie-doet-wat", "zoeken", "zorgstructuur",
)  # fmt: skip


CARE = "zorgstructuur"  # how the school helps; below it a page for each theme of what parents ask


FIXED_INSIDE = ("controlelijst", "onderhoud", "starten", "velden")


TYPED = "gegevens/"  # where the pages stand that show the data as typed


PDF_ENDINGS = ("", "-groot")  # of a form: in normal and in large print


START_PAGES = ("", "/zelftest")  # for who is new in a function


ADDRESS = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*(#[a-z0-9-]+)?")


def places(book: Handbook) -> Iterator[str]:
    """The address of everything that a record makes, without slashes at its ends: pages, and anchors on shared pages.

    What follows from another address (the PDF of a form, a role or school in the explorer, a page in another language) is
    not named; `redirects` leads it on together with the other. Only for a handbook whose guide the rules have proved.
    """
    yield from filter(None, (place_of(record) for name in FAMILIES for record in getattr(book, name)))
    yield from (path.place.removesuffix("/index.md") for path in guide.paths(book) if path.taken and not path.ends)
    yield from themes(book)
    yield from (f"{place_of(chapter)}#{anchor}" for chapter in book.chapters for anchor in headings(chapter))
    yield from (str(language.id).lower() for language in book.languages)


def themes(book: Handbook) -> tuple[str, ...]:
    """The pages that answer what parents ask, each once, in the order of their questions."""
    return tuple(dict.fromkeys(theme_of(asked) for asked in book.asked if asked.audience == (Audience.parent,)))


@lru_cache(maxsize=8)
def linkable(book: Handbook) -> frozenset[str]:
    """Every address that a link or a redirect may lead to: the pages, and the anchors of records."""
    return frozenset({*places(book), *fixed(book)} - {str(language.id).lower() for language in book.languages})


def fixed(book: Handbook) -> frozenset[str]:
    """The addresses that do not come from one record: they stay whatever the data say."""
    own = {"voor-leerlingen"} if any(asked.audience == ("pupil",) for asked in book.asked) else set[str]()
    own |= {PROMISES} if book.promises else set()
    own |= {"hulp-nu"} if book.needs else set()
    own |= {"archief"} if any(record.archived for name in ARCHIVES for record in getattr(book, name)) else set()
    return frozenset({*FIXED, *own, *(FIXED_INSIDE if book.edition.inside else ())})


@lru_cache(maxsize=8)
def standing(book: Handbook) -> frozenset[str]:
    """Every address that is there, also what follows from another: none of these has moved."""
    explorer = (f"verkenner/rol/{role.id}" for role in book.roles if not role.archived)
    maps = (f"verkenner/school/{school.id}" for school in book.school.schools[1:])
    starts = (f"starten/{role.id}{page}" for role in starters(book) if book.edition.inside for page in START_PAGES)
    abroad = (f"{language.id}/{page}" for language in book.languages for page in _pages_abroad(book, language.id))
    return frozenset({*places(book), *fixed(book), *explorer, *maps, *starts, *abroad})


def gone_somewhere(place: str, book: Handbook) -> bool:
    """Whether readers of some edition could open an address before, and can no longer."""
    editions = (narrowed_records(book, edition) for edition in book.school.editions)
    return any(place in published(each) and place not in standing(each) for each in editions if guide.is_whole(each))


def published(book: Handbook) -> tuple[Text, ...]:
    """What readers of this edition could open before."""
    own = (each for each in book.addresses.published if may_see(book.edition, each.edition))
    return tuple(place for each in own for place in each.places)


def published_elsewhere(book: Handbook) -> tuple[Text, ...]:
    """What only readers of other editions could open before."""
    others = (each for each in book.addresses.published if not may_see(book.edition, each.edition))
    return tuple(place for each in others for place in each.places)


def readable(book: Handbook) -> Addresses:
    """Of what is remembered, what readers of this edition may read: no address and no name of what they cannot open."""
    if not book.edition.shows:
        return book.addresses
    elsewhere, goals, now = set(published_elsewhere(book)), linkable(book), set(kept(book))
    return replace(
        book.addresses,
        moved=tuple(each for each in book.addresses.moved if each.new in goals and each.old not in elsewhere),
        forms=tuple(each for each in book.addresses.forms if each.form in book.form),
        published=tuple(each for each in book.addresses.published if may_see(book.edition, each.edition)),
        kept=tuple(each for each in book.addresses.kept if each in now),
    )


@dataclass(frozen=True)
class Redirect:
    """An address of before, the one that took its place, and the line of data that says so."""

    old: str
    new: str
    by: Moved


def around(place: str) -> tuple[str, ...]:
    """Whatever tells by its own move where a place went: each folder or page around it, and the place itself."""
    return (*(place[: cut.start()] for cut in re.finditer("[/#]", place)), place)


@lru_cache(maxsize=8)
def moves(book: Handbook) -> tuple[Moved, ...]:
    """What has moved: as typed, each to where that is now, what has become archive, and questions to their theme."""
    into = led_on(book)
    typed = (replace(each, new=Text.at(into.get(each.new, each.new), each.new.where)) for each in book.addresses.moved)
    own = {place: record.where for place, record in (*_archived(book), *_themed(book))}
    own |= {place_of(outcome): outcome.where for outcome in _ended(book).values()}
    filed = (Moved(old=Text.at(old, own[new]), new=Text.at(new, own[new]), where=own[new]) for old, new in into.items())
    return (*typed, *filed)


@lru_cache(maxsize=8)
def archive(book: Handbook) -> dict[str, str]:
    """Where what holds no longer stands now, by its address of before."""
    return {place.removeprefix(ARCHIVE): place for place, _ in _archived(book)}


@lru_cache(maxsize=8)
def led_on(book: Handbook) -> dict[str, str]:
    """Where what has moved by itself stands now, by its address of before: archive, questions of parents, ends of paths."""
    themed = {f"{CARE}#{asked.id}": place for place, asked in _themed(book)}
    return archive(book) | themed | {place: place_of(outcome) for place, outcome in _ended(book).items()}


def now_at(place: str, book: Handbook) -> str:
    """The place of what stood at this one before it moved by itself; any other place is still its own."""
    page, mark, anchor = place.partition("#")
    return led_on(book).get(place, f"{archive(book).get(page, page)}{mark}{anchor}")


def _themed(book: Handbook) -> Iterator[tuple[str, ReaderQuestion]]:
    return ((place, asked) for asked in book.asked if (place := place_of(asked)).startswith(f"{CARE}/"))


@lru_cache(maxsize=8)
def _ended(book: Handbook) -> dict[str, Outcome]:
    """The outcome of each path that ended on a page of its own before, by that page."""
    asked = (place for place in published(book) if place.startswith("wegwijzer/"))
    ends = {str(place): guide.walked(tuple(place.split("/")[1:]), book) for place in asked}
    return {place: book.outcome[to] for place, to in ends.items() if to in book.outcome}


def _archived(book: Handbook) -> Iterator[tuple[str, Record]]:
    return ((place, record) for record in book.records if (place := place_of(record)).startswith(ARCHIVE))


@lru_cache(maxsize=4)
def redirects(book: Handbook) -> tuple[Redirect, ...]:
    """Every address of before that leads on in this edition, with those that follow from it, each once."""
    now, goals, elsewhere = standing(book), linkable(book), set(published_elsewhere(book))
    found: dict[str, Redirect] = {}
    within: dict[str, list[Text]] = defaultdict(list)
    for place in published(book):
        for each in around(place):
            within[each].append(place)
    for moved in moves(book):
        gone = [moved.old, *within[moved.old]]
        if moved.new not in goals:
            continue
        for place in dict.fromkeys(gone):
            for old, new in _with_followers(place, moved.new, book) if place not in now | elsewhere else ():
                if old not in now:
                    found.setdefault(old, Redirect(old, new, moved))
    return tuple(found.values())


def _with_followers(old: str, new: str, book: Handbook) -> Iterator[tuple[str, str]]:
    """A move, and the moves of what follows from the old address; where the new one has no such follower, it is the goal."""
    yield old, new
    family, _, name = old.removeprefix(ARCHIVE).partition("/")
    there, _, goal = new.removeprefix(ARCHIVE).partition("/")
    filed = new.startswith(ARCHIVE)  # the explorer is about today
    if family == "rollen" and name and (name != goal or filed):
        yield f"verkenner/rol/{name}", f"verkenner/rol/{goal}" if there == "rollen" and goal and not filed else new
    if family == "rollen" and book.edition.inside and _is_staff(goal, book) and (name != goal or filed):
        for page in START_PAGES:
            yield f"starten/{name}{page}", new if filed else f"starten/{goal}{page}"
    if family == "formulieren" and name:
        for ending in PDF_ENDINGS:
            yield f"{old}/{name}{ending}.pdf", f"{new}/{goal}{ending}.pdf" if there == "formulieren" and goal else new
    for language in book.languages:
        if {*around(old)} & {*_guides(book, language), CARE, "begrippen"}:
            abroad = f"{language.id}/{new}"
            yield f"{language.id}/{old}", abroad if new in _pages_abroad(book, language.id) else new


def _is_staff(role: str, book: Handbook) -> bool:
    """Whether this is the id of a function at school: those have a page for who is new in it."""
    return role in book.role and book.role[role].kind.is_staff


def _guides(book: Handbook, language: Language) -> tuple[str, ...]:
    """Where the guide of a language begins, and where it began before it asked which school it is."""
    own = [*((str(answer),) for answer in language.guide), *beginnings(book, language)]
    return tuple("/".join(["wegwijzer", *answers]) for answers in own)


@lru_cache(maxsize=16)
def _pages_abroad(book: Handbook, language_id: str) -> frozenset[str]:
    language = next(each for each in book.languages if each.id == language_id)
    ways = {way.place.removesuffix("/index.md").removesuffix(".md") for way in branch(book, language)}
    anchors = {place for place in places(book) if place.startswith(("begrippen#", f"{CARE}/"))}
    return frozenset({*ways, *anchors, *fixed_abroad(book)})


def fixed_abroad(book: Handbook) -> frozenset[str]:
    """The pages that every language has, beside its branch of the guide."""
    return frozenset({CARE, "begrippen", *themes(book)} | ({"hulp-nu"} if book.needs else set()))


def remembered(text: str, book: Handbook) -> str:
    """The text of addresses.yaml with what the commands keep there, as the handbook and its editions are now."""
    before = re.split(r"(?m)^(?:sum|forms|published|kept):", text)[0]
    forms = [
        f'{{form: {form.id}, version: {form.version}, digest: "{digest(form)}", '
        f"fields: [{', '.join(blank.name for blank in blanks(form))}]}}"
        for form in book.forms
    ]
    opened, published = set[str](), ""
    for edition in book.school.editions:
        shown = narrowed_records(book, edition)
        new = {*places(shown), *_ended(shown)} - opened
        published += f"\n  - edition: {edition.id}\n    places:{_listed(_quoted(new), '      ')}"
        opened |= new
    lines = list(dict.fromkeys(kept(book)))
    vanish = [json.dumps(each, ensure_ascii=False) for each in lines]
    start = f'{before}sum: "{sum_of(lines)}"\nforms:{_listed(forms)}'
    return f"{start}\npublished:{published}\nkept:{_listed(vanish)}\n"


def _quoted(found: set[str]) -> list[str]:
    return [f'"{place}"' if "#" in place else place for place in sorted(found)]


def _listed(items: list[str], indent: str = "  ") -> str:
    return " []" if not items else "\n" + "\n".join(f"{indent}- {item}" for item in items)
