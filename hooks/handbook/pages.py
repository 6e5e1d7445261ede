"""The handbook as pages: one function per page family, all in one list, FAMILIES."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from handbook import guide, paper, view
from handbook.addresses import Redirect, redirects
from handbook.chapters import links, picture_of
from handbook.charts import Chart, chart_of_escalation, chart_of_lines, chart_of_route, ways
from handbook.checks import RULES
from handbook.explorer import Explorer, lights, lit_by
from handbook.graph import LABELS, unrecorded
from handbook.journeys import needs as journey_needs
from handbook.layout import Drawing, draw
from handbook.links import Linker, address, page_at, relative
from handbook.model import Edition, Handbook, Language, Outcome, Part, Role, Route, Term
from handbook.problems import Where
from handbook.prose import linked_prose
from handbook.raw import marked
from handbook.source import leftover
from handbook.templates import environment
from handbook.translations import Dictionary, Words, branch
from handbook.view import View
from handbook.wording import AUDIENCES, ROLE_KINDS, ROUTE_KINDS, STATUSES

SINGLE, NARROW, WIDE, FULL = 240, 164, 216, 330  # units; two narrow boxes, or a wide one and an end, fit layout.WIDEST
GUIDE = "Bij wie moet ik zijn?"
VARIANTS = ((0, WIDE), (0, NARROW), (1, FULL), (1, WIDE), (1, NARROW), (2, FULL), (2, WIDE))  # fold, width; best first


@dataclass(frozen=True)
class Page:
    """One page: its place in the site, its text, the data line it came from, and its name and group in the menu."""

    path: str
    title: str
    text: str
    where: Where
    menu: str = ""
    group: str = ""


@dataclass(frozen=True)
class File:
    """A file that is no page: its place in the site, and its bytes."""

    path: str
    content: bytes


class Site:
    """What every page family draws on: the narrowed handbook and its back-links."""

    def __init__(self, book: Handbook, edition: Edition) -> None:
        self.book = book
        self.edition = edition
        self.view = View(book)

    @cached_property
    def explorer(self) -> Explorer:
        """What the explorer computes."""
        return Explorer(self.book, self.view)

    @cached_property
    def papers(self) -> dict[str, paper.Paper]:
        """Every form on paper."""
        return paper.papers(self.book)

    @cached_property
    def anchors_gone(self) -> dict[str, list[tuple[str, Redirect]]]:
        """Per page: the anchors that were on it before and have moved, each with where it leads."""
        found: dict[str, list[tuple[str, Redirect]]] = defaultdict(list)
        for each in redirects(self.book):
            if "#" in each.old:
                found[each.old.partition("#")[0]].append((each.old, each))
        return found

    @cached_property
    def translated(self) -> dict[str, set[str]]:
        """Per language: the Dutch pages that it has too."""
        fixed = {"zorgstructuur.md", "begrippen.md"}
        return {each.id: fixed | {way.place for way in branch(self.book, each)} for each in self.book.languages}

    def languages(self, path: str) -> list[tuple[Language, str]]:
        """The way from a Dutch page to each other language: the same page there, else the nearest that there is."""
        found = []
        for each in self.book.languages:
            nearest = guide.place(each.guide) if path.startswith("wegwijzer/") else "zorgstructuur.md"
            found.append((each, f"{each.id}/{path if path in self.translated[each.id] else nearest}"))
        return found

    def page(self, path: str, title: str, template: str, menu: str = "", group: str = "", **values: Any) -> Page:
        """A page from a template; `record` among the values gives the line of data it came from."""
        linker = Linker(self.book, path)
        linker.fresh()
        record = values.get("record")
        gone = [(old.partition("#")[2], page_at(each.new)) for old, each in self.anchors_gone[address(path).rstrip("/")]]
        shared = {
            "title": title, "path": path, "book": self.book, "view": self.view, "edition": self.edition,
            "record": None, "words": search_words(title, record, self), "draw": drawn, "ways": ways,
            "needs": view.needs, "endings": view.endings, "taking_part": view.taking_part, "documents_of": view.documents_of,
            "t": linker, "edit": partial(edit_link, self.book, path), "href": partial(relative, here=path),
            "role_kinds": ROLE_KINDS, "route_kinds": ROUTE_KINDS, "statuses": STATUSES, "audiences": AUDIENCES,
            "labels": LABELS, "unrecorded": unrecorded, "place": guide.place, "onward": view.onward,
            "gates_from": view.gates_from, "lights": lights, "lit_by": lit_by, "languages": self.languages(path),
            "anchors_gone": gone,
        }  # fmt: skip
        text = environment().get_template(template).render(shared | values)
        text = marked(text) if template.endswith(".md") else text
        return Page(path, title, text, record.where if record else Where("school.yaml", 0), menu, group)


def home(site: Site) -> Iterator[Page]:
    yield site.page("index.md", site.book.school.name, "home.md", "Begin", record=site.book.school)


def care_lines(site: Site) -> Iterator[Page]:
    chart = chart_of_lines(site.book)
    yield site.page("zorgstructuur.md", "Hoe de school helpt", "care_lines.md", "Hoe de school helpt", chart=chart)


def pupils(site: Site) -> Iterator[Page]:
    if site.view.asked_by("pupil"):
        yield site.page("voor-leerlingen.md", "Voor leerlingen", "pupils.md", "Voor leerlingen")


def contacts(site: Site) -> Iterator[Page]:
    yield site.page("contact.md", "Contact", "contact.md", "Contact", record=site.book.school)


def accessibility(site: Site) -> Iterator[Page]:
    yield site.page("toegankelijkheid.md", "Toegankelijk en privé", "accessibility.md", "Toegankelijk en privé")


def situations(site: Site) -> Iterator[Page]:
    yield site.page("situaties.md", "Waar gaat het over?", "situations.md", "Waar gaat het over?")


def roles(site: Site) -> Iterator[Page]:
    yield site.page("rollen/index.md", "Rollen", "roles.md", "Rollen")
    for role in sorted(site.book.roles, key=lambda role: [*ROLE_KINDS].index(role.kind)):
        chart = chart_of_escalation(role, site.book) if role.escalation else None
        group = ROLE_KINDS[role.kind][0]
        yield site.page(f"rollen/{role.id}.md", role.name, "role.md", role.name, group, record=role, chart=chart)


def routes(site: Site) -> Iterator[Page]:
    yield site.page("routes/index.md", "Routes", "routes.md", "Routes")
    for route in sorted(site.book.routes, key=lambda route: [*ROUTE_KINDS].index(route.kind)):
        group = ROUTE_KINDS[route.kind][0]
        yield site.page(f"routes/{route.id}.md", route.name, "route.md", route.name, group, record=route, chart=route)


def forms(site: Site) -> Iterator[Page]:
    shown: dict[str, Any] = {"pages_of": paper.pages_of, "size_of": size_of}
    yield site.page("formulieren/index.md", "Formulieren", "forms.md", "Formulieren", **shown)
    for form in site.book.forms:
        values = paper.drawn_from(form, site.book) | shown | {"paper": site.papers[form.id]}
        yield site.page(f"formulieren/{form.id}.md", form.name, "form.md", form.name, record=form, **values)


def explorer(site: Site) -> Iterator[Page]:
    shown: dict[str, Any] = {"explorer": site.explorer, "journey_needs": journey_needs}
    yield site.page("verkenner/index.md", "Verkenner", "explorer.md", "Verkenner", chart=site.explorer.chart(), **shown)
    for role in site.book.roles:
        place, title = f"verkenner/rol/{role.id}.md", f"{role.name} in de verkenner"
        yield site.page(place, title, "explorer_role.md", record=role, **shown)
    yield site.page("verkenner/vergelijken.md", "Routes vergelijken", "explorer_compare.md", **shown)
    yield site.page("verkenner/leunen.md", "Waar de school op leunt", "explorer_lean.md", **shown)


def documents(site: Site) -> Iterator[Page]:
    yield site.page("documenten.md", "Papieren en formulieren", "documents.md", "Papieren en formulieren")


def glossary(site: Site) -> Iterator[Page]:
    title, letters = "Begrippen en afkortingen", by_letter(site.book.terms)
    yield site.page("begrippen.md", title, "glossary.md", "Begrippen", letters=letters)


def overviews(site: Site) -> Iterator[Page]:
    yield site.page("overleg.md", "Wie zit in welk overleg", "meetings.md", "Overleggen")
    yield site.page("wie-doet-wat.md", "Wie doet wat in welke route", "matrix.md", "Wie doet wat")
    yield site.page("organisatie.md", "Wie werkt waar", "organisation.md", "Organisatie")
    yield site.page("kalender.md", "Het schooljaar", "calendar.md", "Schooljaar")


def chapters(site: Site) -> Iterator[Page]:
    yield site.page("hoofdstukken/index.md", "Achtergrond", "chapters.md", "Achtergrond")
    for chapter in site.book.chapters:
        path = f"hoofdstukken/{chapter.path}"
        linker = Linker(site.book, path)
        linker.fresh()
        body = linked_prose(chapter, site.book, linker, path)
        yield site.page(path, chapter.title, "chapter.md", chapter.title, record=chapter, body=body)


def decision_guide(site: Site) -> Iterator[Page]:
    book = site.book
    found = list(guide.paths(book))
    for way in found:
        asked = way.at.name if isinstance(way.at, Outcome) else way.at.question
        caption = ", ".join(each.choice.answer for each in way.taken)
        title = f"{asked} ({caption})" if caption else GUIDE
        record = way.at if isinstance(way.at, Outcome) else book.guide
        menu_name = "" if caption else GUIDE
        yield site.page(way.place, title, "guide_path.md", menu_name, way=way, caption=caption, record=record)
    for outcome in book.outcomes:
        ways = [path for path in found if path.at is outcome]
        cases = [case for case in book.scenarios if case.outcome == outcome.id]
        place = f"wegwijzer/uitkomst/{outcome.id}.md"
        yield site.page(place, f"{outcome.name} (uitkomst)", "outcome.md", record=outcome, ways_here=ways, cases=cases)
    whole = [path for path in found if path.ends]
    yield site.page("wegwijzer/alle-wegen.md", "Alle wegen", "guide_ways.md", "Alle wegen", found=found, whole=whole)


def abroad(site: Site) -> Iterator[Page]:
    """What there is in other languages, each page at the address of its Dutch page, behind the id of the language."""
    for language in site.book.languages:
        dictionary = Dictionary(site.book, language)
        plainly = Words(dictionary).plain
        said = partial(_page_abroad, site, dictionary)
        yield said("zorgstructuur.md", plainly("Hoe de school helpt"), "translated_care.md")
        for way in branch(site.book, language):
            asked = plainly(way.at.name if isinstance(way.at, Outcome) else way.at.question)
            caption = ", ".join(plainly(each.choice.answer) for each in way.taken[len(language.guide) :])
            yield said(way.place, f"{asked} ({caption or language.name})", "translated_guide.md", way=way)
        letters = by_letter(site.book.terms)
        yield said("begrippen.md", plainly("Begrippen en afkortingen"), "translated_glossary.md", letters=letters)


def _page_abroad(site: Site, dictionary: Dictionary, path: str, title: str, template: str, **values: Any) -> Page:
    language = dictionary.language
    values |= {"w": Words(dictionary), "language": language, "dutch": path}
    values["guide_page"] = f"{language.id}/{guide.place(language.guide)}"
    return site.page(f"{language.id}/{path}", title, template, **values)


def moved(site: Site) -> Iterator[Page]:
    for each in redirects(site.book):
        if not each.old.endswith(".pdf") and "#" not in each.old:
            title, goal = f"Verhuisd: {each.old}", page_at(each.new)
            yield site.page(f"{each.old}/index.md", title, "moved.md", record=each.by, goal=goal)


def proof(site: Site) -> Iterator[Page]:
    yield site.page("bronnen.md", "Bronnen: wat staat waar", "sources.md", "Bronnen")
    yield site.page("open-vragen.md", "Niet vastgelegd", "open_questions.md", "Niet vastgelegd")
    if site.edition == "staff":
        per_role = [rule for rule in RULES.values() if rule.family in ("roles", "records")]
        yield site.page("controlelijst.md", "Controlelijst", "rules.md", "Controlelijst", rules=RULES, per_role=per_role)
        dictionaries = [Dictionary(site.book, language) for language in site.book.languages]
        yield site.page("onderhoud.md", "Nakijken en bijhouden", "upkeep.md", "Onderhoud", dictionaries=dictionaries)


FAMILIES: tuple[Callable[[Site], Iterator[Page]], ...] = (
    home, decision_guide, care_lines, pupils, contacts, situations, explorer, roles, routes, forms, documents, glossary,
    overviews, chapters, abroad, moved, proof, accessibility,
)  # fmt: skip


def pages(site: Site) -> list[Page]:
    """Every page of one edition, in the order of the menu."""
    return [page for family in FAMILIES for page in family(site)]


def pictures(site: Site, content: Path) -> list[File]:
    """The pictures that the chapters of this edition show, each beside its chapter."""
    shown = {picture for chapter in site.book.chapters for link in links(chapter) if (picture := picture_of(chapter, link))}
    return [File(f"hoofdstukken/{name}", (content / name).read_bytes()) for name in sorted(shown)]


def papers(site: Site) -> list[File]:
    """Every PDF of one edition, beside the page of its form, and the list of what each file must add up to."""
    printed = [
        File(f"formulieren/{form}/{form}{ending}.pdf", pdf.content)
        for form, both in site.papers.items()
        for ending, pdf in (("", both.normal), ("-groot", both.large))
    ]
    there = {file.path: file.content for file in printed}
    printed += [
        File(each.old, there.get(each.new) or paper.notice(each.old, each.new, site.book))
        for each in redirects(site.book)
        if each.old.endswith(".pdf")
    ]
    sums = "".join(f"{hashlib.sha256(file.content).hexdigest()}  {Path(file.path).name}\n" for file in printed)
    return [*printed, File("formulieren/sha256.txt", sums.encode())]


def data_pages(book: Handbook, data: Path, content: Path) -> list[Page]:
    """The data as typed, line by line, for whoever wants to see or change where a sentence comes from."""
    site = Site(book, "staff")
    typed = [*sorted(data.rglob("*.yaml")), *sorted(content.rglob("*.md"))]
    found = []
    for file in (each for each in typed if not leftover(each.name)):
        root = data if file.suffix == ".yaml" else content
        shown = f"{root.name}/{file.relative_to(root).as_posix()}"
        path = f"{data_place(shown)}/index.html"
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        found.append(site.page(path, shown, "data_file.html", lines=lines))
    return found


def menu(all_pages: Iterable[Page]) -> list[dict[str, Any]]:
    """The navigation, explicit: single pages by name; a folder opens with its index, grouped where pages say so."""
    entries: list[dict[str, Any]] = []
    sections: dict[str, list[Any]] = {}
    for page in (page for page in all_pages if page.menu):
        folder, slash, name = page.path.rpartition("/")
        if not slash:
            entries.append({page.menu: page.path})
        elif name == "index.md":
            sections[folder] = [page.path]
            entries.append({page.menu: sections[folder]})
        elif page.group:
            if f"{folder}/{page.group}" not in sections:
                sections[f"{folder}/{page.group}"] = []
                sections[folder].append({page.group: sections[f"{folder}/{page.group}"]})
            sections[f"{folder}/{page.group}"].append({page.menu: page.path})
        else:
            while folder not in sections:  # prose may stand in a folder of its own
                folder = folder.rpartition("/")[0]
            sections[folder].append({page.menu: page.path})
    return entries


def drawn(subject: Chart | Route, book: Handbook, page: str = "", here: str = "") -> Drawing:
    """The drawing of a chart; a route is drawn as wide as fits, and told in rows where it does not."""
    if isinstance(subject, Chart):
        return draw([(subject, SINGLE)])
    return draw((chart_of_route(subject, book, fold=fold, page=page, here=here), width) for fold, width in VARIANTS)


def size_of(content: bytes) -> str:
    """The size of a file as a reader knows it, in kB of 1,000 bytes."""
    return f"{round(len(content) / 1000)} kB"


def by_letter(terms: Iterable[Term]) -> dict[str, list[Term]]:
    """The terms in the order of the alphabet, under their first letters."""
    letters: dict[str, list[Term]] = defaultdict(list)
    for term in sorted(terms, key=lambda term: plain(term.name).lower().lstrip("@")):
        first = plain(term.name).lstrip("@")[:1].upper()
        letters[first if first.isalpha() else "0-9"].append(term)
    return letters


def plain(text: str) -> str:
    """The text without diacritics, as people type it in a search field."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def edit_link(book: Handbook, here: str, where: Where) -> str:
    """Where a line of data is changed: at the school's own repository, else the page that shows the file."""
    if book.school.edit_url:
        return f"{book.school.edit_url}{where.file}#L{where.line}"
    return relative(f"{data_place(where.file)}.md#r{where.line}", here)


def data_place(file: str) -> str:
    """Where the page stands that shows a data file: 'gegevens/data-roles' for 'data/roles.yaml'."""
    return f"gegevens/{file.replace('/', '-').rpartition('.')[0]}"


def search_words(title: str, record: Part | None, site: Site) -> list[str]:
    """Words under which a page must be found although they do not stand on it, longest use first."""
    words = [plain(title)] if plain(title) != title else []
    if isinstance(record, Role | Route):
        words += [*record.also, *map(plain, record.also)]
        key = f"roles:{record.id}"
        words += [word for term in site.view.terms_of[key] for word in (term.name, term.full, *term.also)]
    return list(dict.fromkeys(word for word in words if word and word.lower() != title.lower()))
