"""From a word to a link: every mention of a role, document or term leads somewhere, once per section of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from markupsafe import Markup, escape

from handbook.families import ARCHIVE, place_of
from handbook.labels import SENTENCE
from handbook.model import Citation, Edition, Handbook, Part, Role, Route
from handbook.problems import Where
from handbook.reason.addresses import TYPED
from handbook.reason.mentions import Finder, Target, claims
from handbook.reason.schools import schools_of
from handbook.reason.steps import anchor_of
from handbook.reason.today import successors

T = TypeVar("T")
S = TypeVar("S", str, Markup)

THEN = (ARCHIVE, "hoofdstukken/")  # pages about what was: there a name leads to who had it
MARKDOWN = r"\`*_{}[]()#+-.!|<>~:"


@lru_cache(maxsize=4096)
def address(path: str) -> str:
    """The address within the site of a page such as 'rollen/mentor.md#taken': 'rollen/mentor/#taken'."""
    page, _, anchor = path.partition("#")
    stem = page.removesuffix(".md")
    place = "" if stem == "index" else f"{stem.removesuffix('/index')}/"
    return f"{place}#{anchor}" if anchor else place


def site_address(book: Handbook, edition: Edition) -> str:
    """Where an edition of the site stands, with a slash at its end; one without an address of its own at that of all."""
    return str(edition.address) or book.school.address


def page_at(place: str) -> str:
    """The page at a place, as links name it: 'rollen/mentor.md' for 'rollen/mentor', 'index.md' for the top."""
    page, mark, anchor = place.partition("#")
    return f"{page or 'index'}.md{mark}{anchor}"


def top_of(here: str) -> str:
    """The way from the page `here` up to the top of the site, such as '../../'."""
    return "../" * address(here).count("/")


def relative(path: str, here: str) -> str:
    """The link from the page `here` to the page `path` (both as 'rollen/mentor.md')."""
    return top_of(here) + address(path) or "./"


@lru_cache(maxsize=8)
def _index(book: Handbook, today: bool) -> tuple[Finder, dict[str, Target]]:
    """The words that lead somewhere, and the target of each; `today` the name of who is gone leads to who came instead."""
    found = {str(word): targets[0] for word, targets in claims(book).items()}
    gone = {f"{place_of(role)}.md": next((now for _, now in successors(role, book) if now), None) for role in book.roles}
    for word, target in found.items() if today else ():
        if not target.meaning and (now := gone.get(target.address)):
            found[word] = replace(target, address=page_at(place_of(now)))
    return Finder(found), found


def shielded(text: str) -> Markup:
    """Text that stays text in Markdown as well as in HTML."""
    return Markup("").join(
        Markup("&#{};").format(ord(letter)) if letter in MARKDOWN or letter in "&\"'" else letter for letter in str(text)
    )


def stop(text: S) -> S:
    """The text with a full stop at its end, if it has none; markup stays markup."""
    plain = text.striptags() if isinstance(text, Markup) else text
    return text if plain.endswith((".", "?", "!", "؟", "।", "。")) else text + "."


WHOLE, PART = 6, 4  # sentences: of a text that is read in one go, and of a part of a longer one


def in_parts(text: str) -> list[str]:
    """A long text in parts of a few sentences, so that what comes first stands by itself; a short one as it is.

    What is asked stands with its answer.
    """
    said = SENTENCE.split(text)
    if len(said) <= WHOLE:
        return [text] if text else []
    parts: list[list[str]] = [[]]
    for sentence in said:
        if len(parts[-1]) >= PART and not parts[-1][-1].endswith(("?", "؟")):
            parts.append([])
        parts[-1].append(sentence)
    return [" ".join(part) for part in parts]


class Links:
    """The ways from one page to what else there is: called with a record, it gives the link to where a reader finds it."""

    def __init__(self, book: Handbook, here: str) -> None:
        self.book, self.here = book, here

    def __call__(self, record: Part) -> str:
        return relative(page_at(place_of(record)), self.here)

    def step(self, route: Route, step: str) -> str:
        """To the step of a route with this id."""
        return relative(page_at(f"{place_of(route)}#{anchor_of(step)}"), self.here)

    def lit(self, route: Route, role: Role) -> str:
        """To the steps of a route, with those of a role lit."""
        return f"{self(route)}?licht={role.id}#stappen"

    def tasks(self, role: Role) -> str:
        """To what a role does."""
        return relative(page_at(f"{place_of(role)}#taken"), self.here)

    def explorer(self, role: Role, anchor: str = "") -> str:
        """To the page of a role in the explorer, or to a part of it."""
        return relative(page_at(f"verkenner/rol/{role.id}{f'#{anchor}' if anchor else ''}"), self.here)

    def map(self, role: Role) -> str:
        """To the map of its school, where a role is lit."""
        return f"{relative(map_of(schools_of(role, self.book), self.book), self.here)}?rol={role.id}"

    def cited(self, citation: Citation) -> tuple[str, str]:
        """To the section that a citation names, and how a page calls it; not every section has a number."""
        source, section = citation.source, citation.section
        called = f"{self.book.source[source].name} {section}" if section[0].isdigit() else self.book.source[source].name
        return relative(section_at(source, section), self.here), called

    def reference(self, id_: str) -> str:
        """To what was looked up outside the sources."""
        return relative(f"bronnen.md#verwijzing-{id_}", self.here)


def map_of(schools: frozenset[str], book: Handbook) -> str:
    """The page with the map of the first of these schools; that of the first school of the book stands in front."""
    ids = [str(school.id) for school in book.school.schools]
    first = next((at for at, id_ in enumerate(ids) if id_ in schools), 0)
    return f"verkenner/school/{ids[first]}.md" if first else "verkenner/index.md"


def section_at(source: str, section: str) -> str:
    """Where the page Bronnen tells of a section: 'bronnen.md#melanchthon-2-2-1'."""
    return f"bronnen.md#{source}-{section.replace('.', '-')}"


class Linker:
    """Turns texts of one section of a page into HTML: escaped, with the first mention of each thing as a link.

    It links nothing to the page itself, nor to `anchor` on it, which the section is about.
    """

    def __init__(self, book: Handbook, here: str, anchor: str = "") -> None:
        self.book, self.here = book, here
        self.find, self.found = _index(book, not here.startswith(THEN))
        self.seen = {here, f"{here}#{anchor}"}

    def section(self, anchor: str = "") -> Linker:
        """A linker for a new section of the page: there, other things may be linked once more."""
        return Linker(self.book, self.here, anchor)

    def sections(self, items: Iterable[T]) -> Iterator[tuple[T, Linker]]:
        """Each item, to go through in a loop, with the linker for its own section."""
        return ((item, self.section(getattr(item, "id", ""))) for item in items)

    def sentence(self, text: str) -> Markup:
        """A text as HTML, with a full stop at its end."""
        return self(stop(text))

    def parts(self, text: str) -> list[Markup]:
        """A text as HTML, a long one in parts."""
        return [self(part) for part in in_parts(text)]

    def __call__(self, text: str) -> Markup:
        """`text` as HTML. Nothing in it can become markup."""
        parts: list[Markup] = []
        end = 0
        for start, stop, word in self.find(text):
            target = self.found[word]
            if target.address in self.seen:
                continue
            self.seen.add(target.address)
            parts += [escape(text[end:start]), self._link(text[start:stop], target)]
            end = stop
        return Markup("").join([*parts, escape(text[end:])])

    def _link(self, word: str, target: Target) -> Markup:
        href = relative(target.address, self.here)
        if not target.meaning:
            return Markup('<a href="{}">{}</a>').format(href, word)
        new = target.full and target.full.lower() != word.lower()
        full = Markup('<span class="zw-full">{}</span>').format(target.full) if new else ""
        tip = Markup('<span class="zw-tip">{}<span class="zw-meaning">{}</span></span>').format(full, target.meaning)
        return Markup('<a class="zw-abbr" href="{}">{}{}</a>').format(href, word, tip)


def edited(book: Handbook, here: str, data_at: str | None, where: Where, said: str = "") -> Markup:
    """Words that lead to where a line of data is changed: the school's own repository, else the page that shows the file.

    Of what is about a whole file, line 0, it is the file. `data_at` is the folder with those pages as seen from the top of
    this site; where none has them, the words lead nowhere.
    """
    said = said or f"{where.file}, regel {where.line}"
    if not where.file or (data_at is None and not book.school.edit_url):
        return escape(said)
    if book.school.edit_url:
        to = f"{book.school.edit_url}{where.file}{f'#L{where.line}' if where.line else ''}"
    else:
        page = address(f"{data_place(where.file)}.md{f'#r{where.line}' if where.line else ''}")
        to = f"{top_of(here)}{data_at}{page}"
    return Markup('<a href="{}">{}</a>').format(to, said)


def data_place(file: str) -> str:
    """Where the page stands that shows a data file: 'gegevens/data-roles' for 'data/roles.yaml'."""
    return f"{TYPED}{file.replace('/', '-').rpartition('.')[0]}"
