"""The handbook as pages: one function per page family, all in one list, FAMILIES."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from handbook.at_once import ahead
from handbook.draw.charts import chart_of_escalation, chart_of_lines
from handbook.draw.colours import COLOURS
from handbook.draw.proof import MAP_RULES
from handbook.draw.routeline import route_line
from handbook.families import PROMISES, name_of, place_of
from handbook.kinds import RoleKind, RouteKind
from handbook.labels import lower
from handbook.model import Form, Outcome, Role, Route
from handbook.reason import guide
from handbook.reason.data_dictionary import data_dictionary
from handbook.reason.network import networks
from handbook.reason.publishing import lacking
from handbook.reason.self_test import cases_of
from handbook.reason.starting import first_weeks, starters
from handbook.reason.translations import Dictionary, branch, given_alone, start_of
from handbook.reason.year import holidays
from handbook.render import (
    explorer_pages,
    form_pages,
    form_pdf,
    guide_pages,
    overview_pages,
    proof_pages,
    role_pages,
    route_pages,
    start_pages,
)
from handbook.render.alphabet import by_letter
from handbook.render.explorer_proof import PAGE_RULES
from handbook.render.feed import FEED, told
from handbook.render.links import Linker, Links, address, map_of, page_at
from handbook.render.prose import linked_prose
from handbook.render.search_index import listed
from handbook.render.site import Page, Site
from handbook.render.translated import Translated
from handbook.rules import RULES

GUIDE = "Bij wie moet ik zijn?"
HELP_NOW = "hulp-nu.md"


def home(site: Site) -> Iterator[Page]:
    yield site.page("index.md", site.book.school.name, "home.md", "Begin", record=site.book.school)


def care_lines(site: Site) -> Iterator[Page]:
    place, title, chart = "zorgstructuur.md", "Hoe de school helpt", chart_of_lines(site.book)
    cards, printed = overview_pages.line_cards(site.book, apart=True), overview_pages.on_paper(site.book, place)
    themes = overview_pages.themes(site.book, site.backlinks)
    promised = page_at(PROMISES) if site.book.promises else ""
    shown: dict[str, Any] = {"cards": cards, "themes": themes, "anchors_gone": _anchors_gone(site, place)}
    yield site.page(place, title, "care_lines.md", title, chart=chart, printed=printed, promised=promised, **shown)
    for theme in themes:
        yield site.page(theme.page, theme.name, "care_theme.md", theme=theme, themes=themes, record=theme.asked[0])


def _anchors_gone(site: Site, place: str) -> list[tuple[str, str]]:
    """What has moved away from the page of the care lines: a question of today is told of there, and leads on itself."""
    asked = {str(each.id) for each in site.book.asked}
    return [each for each in site.gone_from(place) if each[0] not in asked]


def pupils(site: Site) -> Iterator[Page]:
    if site.backlinks.asked_by("pupil"):
        place, title = "voor-leerlingen.md", "Voor leerlingen"
        yield site.page(place, title, "pupils.md", title, printed=overview_pages.on_paper(site.book, place))


def promises(site: Site) -> Iterator[Page]:
    """What readers can count on; only where something is promised."""
    if site.book.promises:
        title, shown = "Waar u op kunt rekenen", proof_pages.promises_shown(site.book)
        yield site.page(page_at(PROMISES), title, "promises.md", title, shown=shown)


def contacts(site: Site) -> Iterator[Page]:
    book = site.book
    found = [(location, overview_pages.contacts_at(location, book)) for location in book.school.locations]
    systems = overview_pages.systems(book)
    yield site.page("contact.md", "Contact", "contact.md", "Contact", record=book.school, found=found, systems=systems)


def accessibility(site: Site) -> Iterator[Page]:
    yield site.page("toegankelijkheid.md", "Toegankelijk en privé", "accessibility.md", "Toegankelijk en privé")


def news(site: Site) -> Iterator[Page]:
    """What changed lately, which the feed tells too."""
    yield site.page("nieuw.md", "Wat is er nieuw", "news.md", "Wat is er nieuw", told=told(site), feed=FEED)


def find(site: Site) -> Iterator[Page]:
    """Everything the search knows in the order of the alphabet, for who has no script or would rather not type."""
    situations, others = listed(site)
    shown: dict[str, Any] = {"situations": by_letter(situations, lambda each: each.title).items()}
    shown["words"] = by_letter(others, lambda each: each.title).items()
    yield site.page("zoeken.md", "Zoeken op alfabet", "find.md", "Zoeken op alfabet", **shown)


def help_now(site: Site) -> Iterator[Page]:
    """For who needs help at once; only where the school has said what can be the matter."""
    if site.book.needs:
        printed = overview_pages.on_paper(site.book, HELP_NOW)
        values = overview_pages.help_shown(site.book) | {"printed": printed}
        yield site.page(HELP_NOW, "Nu hulp nodig?", "help_now.md", "Nu hulp nodig?", **values)


def archive(site: Site) -> Iterator[Page]:
    """What holds no longer, in pairs with what came instead."""
    if groups := overview_pages.archived(site.book):
        yield site.page("archief/index.md", "Archief: zo was het", "archive.md", "Archief", groups=groups)


def situations(site: Site) -> Iterator[Page]:
    title, groups = "Waar gaat het over?", overview_pages.by_audience(site.book)
    yield site.page("situaties.md", title, "situations.md", title, groups=groups)


def _titled(record: Role | Route | Form, template: str) -> tuple[str, str, str]:
    """The title of the page of a record, its template, and its name in the menu: archive says so, and is not in it."""
    return (f"{record.name} (archief)", template, "") if record.archived else (record.name, template, record.name)


def roles(site: Site) -> Iterator[Page]:
    yield site.page("rollen/index.md", "Rollen", "roles.md", "Rollen", kinds=overview_pages.kinds_of_roles(site.book))
    for role in sorted(site.book.roles, key=lambda role: [*RoleKind].index(role.kind)):
        chart = chart_of_escalation(role, site.book) if role.escalation else None
        shown = role_pages.role_page(role, site.book, site.backlinks)
        values: dict[str, Any] = {"group": role.kind.many, "record": role, "chart": chart, "shown": shown}
        yield site.page(page_at(place_of(role)), *_titled(role, "role.md"), **values)


def routes(site: Site) -> Iterator[Page]:
    kinds = route_pages.by_kind(site.book)
    gone = [route for route in site.book.routes if route.archived]
    yield site.page("routes/index.md", "Routes", "routes.md", "Routes", kinds=kinds, gone=gone, **COLOURS)
    for route in sorted(site.book.routes, key=lambda route: [*RouteKind].index(route.kind)):
        shown = route_pages.route_page(route, site.book, site.backlinks)
        values: dict[str, Any] = {"group": route.kind.many, "record": route, "chart": route, "shown": shown}
        values |= {"line": route_line(route, site.book)} | COLOURS
        yield site.page(page_at(place_of(route)), *_titled(route, "route.md"), **values)


def forms(site: Site) -> Iterator[Page]:
    listed = form_pages.index(site.book)
    yield site.page("formulieren/index.md", "Formulieren", "forms.md", "Formulieren", listed=listed)
    for form in site.book.forms:
        shown = form_pages.form_page(form, site.papers[form.id], site.backlinks)
        values: dict[str, Any] = form_pdf.drawn_from(form, site.book) | {"record": form, "shown": shown}
        yield site.page(page_at(place_of(form)), *_titled(form, "form.md"), **values)


def explorer(site: Site) -> Iterator[Page]:
    book, links = site.explorer.book, dict[str, Any](backlinks=site.explorer.backlinks)
    found = networks(book)
    for network in found:
        own = frozenset({str(network.school.id)}) if network.school else frozenset[str]()
        place, title = map_of(own, book), explorer_pages.title_of_map(network)
        shown = explorer_pages.map_page(network, found, site.explorer, Links(book, place))
        yield site.page(place, title, "explorer.md", "" if network is not found[0] else "Verkenner", **shown, **links)
    for role in book.roles:
        place, title = f"verkenner/rol/{role.id}.md", f"{role.name} in de verkenner"
        shown_role = explorer_pages.role_in_explorer(role, site.explorer)
        values = {"record": role, "shown": shown_role, "tells": shown_role.advised, **COLOURS, **links}
        yield site.page(place, title, "explorer_role.md", **values)
    beside = explorer_pages.side_by_side(book)
    yield site.page("verkenner/vergelijken.md", "Routes vergelijken", "explorer_compare.md", beside=beside)
    leaning = site.explorer.leaning
    yield site.page("verkenner/leunen.md", "Waar de school op leunt", "explorer_lean.md", leaning=leaning)


def starts(site: Site) -> Iterator[Page]:
    """For who is new at school, per function: only inside, for nobody else works there."""
    if not site.book.edition.inside:
        return
    yield site.page("starten/index.md", "Nieuw hier?", "starts.md", "Nieuw hier?", lines=start_pages.by_line(site))
    for role in starters(site.book):
        found = first_weeks(role, site.explorer.book, site.explorer.backlinks)
        told = f"Je eerste dag, week en periode als {lower(role.name)}."
        values: dict[str, Any] = {"record": role, "start": found, "told": told, "test": start_pages.test_page(role)}
        values |= start_pages.year_shown(role, site)
        yield site.page(start_pages.start_page(role), f"Nieuw als {lower(role.name)}", "start.md", **values)
        title, place = f"Zelftest voor {lower(role.name)}", start_pages.test_page(role)
        cases = cases_of(role, site.explorer.book, site.explorer.backlinks)
        yield site.page(place, title, "self_test.md", record=role, cases=cases, back=start_pages.start_page(role))


def documents(site: Site) -> Iterator[Page]:
    title = "Papieren en formulieren"
    yield site.page("documenten.md", title, "documents.md", title)


def glossary(site: Site) -> Iterator[Page]:
    title, letters = "Begrippen en afkortingen", by_letter(site.book.terms, name_of)
    yield site.page("begrippen.md", title, "glossary.md", "Begrippen", letters=letters)


def overviews(site: Site) -> Iterator[Page]:
    book, links = site.book, site.backlinks
    meetings, seating = overview_pages.meetings(book), overview_pages.seating(book, links)
    title = "Wie zit in welk overleg"
    yield site.page("overleg.md", title, "meetings.md", "Overleggen", meetings=meetings, seating=seating)
    letters = by_letter(route_pages.who_does_what(book, links), lambda row: name_of(row[0]))
    yield site.page("wie-doet-wat.md", "Wie doet wat in welke route", "matrix.md", "Wie doet wat", letters=letters)
    schools = overview_pages.by_school(book, links)
    yield site.page("organisatie.md", "Wie werkt waar", "organisation.md", "Organisatie", schools=schools)
    dated, undated = overview_pages.moments(book)
    yield site.page(
        "kalender.md", "Het schooljaar", "calendar.md", "Schooljaar", dated=dated, undated=undated, free=holidays(book)
    )


def chapters(site: Site) -> Iterator[Page]:
    yield site.page("hoofdstukken/index.md", "Achtergrond", "chapters.md", "Achtergrond")
    for chapter in site.book.chapters:
        path = f"hoofdstukken/{chapter.path}"
        body, cited = linked_prose(chapter, site.book, Linker(site.book, path), path)
        yield site.page(path, chapter.title, "chapter.md", chapter.title, record=chapter, body=body, cited=cited)


def decision_guide(site: Site) -> Iterator[Page]:
    book = site.book
    found = list(guide.paths(book))
    for way in (each for each in found if not each.ends):
        here, caption = guide_pages.stop_at(way, book), ", ".join(way.said)
        title, menu_name = (f"{way.asks} ({caption})", "") if caption else (GUIDE, GUIDE)
        yield site.page(way.place, title, "question.md", menu_name, here=here, caption=caption, record=book.guide)
    ways_to: dict[str, list[guide.Path]] = defaultdict(list)
    for way in found:
        ways_to[way.at.id].append(way)
    for outcome in book.outcomes:
        place, title = page_at(place_of(outcome)), guide_pages.title_of(outcome, book)
        cases = [case for case in book.scenarios if case.outcome == outcome.id]
        ways = ways_to[outcome.id]
        values: dict[str, Any] = {
            "came": [guide_pages.came(way) for way in ways],
            "ways": ways,
            "cases": cases,
            "paper": address(place),
        }
        yield site.page(place, title, "outcome.md", record=outcome, **values)
    yield _all_ways(site, found)


def _all_ways(site: Site, found: list[guide.Path]) -> Page:
    whole = [way for way in found if way.ends]
    shown: dict[str, Any] = {"counts": guide_pages.counts(site.book, whole), "excused": guide_pages.excused(site.book)}
    letters = by_letter(whole, lambda way: name_of(way.at))
    shown |= {"start": found[0], "letters": letters, "tree": guide_pages.tree(found)}
    return site.page("wegwijzer/alle-wegen.md", "Alle wegen", "guide_ways.md", "Alle wegen", **shown)


def abroad(site: Site) -> Iterator[Page]:
    """What there is in other languages, each page at the address of its Dutch page, behind the id of the language."""
    for language in site.book.languages:
        dictionary = Dictionary(site.book, language)
        plainly = Translated(dictionary).plain
        said = partial(_page_abroad, site, dictionary)
        cards = overview_pages.line_cards(site.book, apart=False)
        if site.book.needs:
            yield said(HELP_NOW, plainly("Nu hulp nodig?"), "help_now.md", **overview_pages.help_shown(site.book))
        themes = overview_pages.themes(site.book, site.backlinks)
        gone = _anchors_gone(site, f"{language.id}/zorgstructuur.md")
        told: dict[str, Any] = {"cards": cards, "themes": themes, "anchors_gone": gone, "promised": ""}
        yield said("zorgstructuur.md", plainly("Hoe de school helpt"), "care_lines.md", **told)
        for theme in themes:
            yield said(theme.page, plainly(theme.name), "care_theme.md", theme=theme, themes=themes)
        asks, alone = guide.asks_school(site.book), given_alone(language)
        silent = frozenset(range(asks, asks + len(alone)))
        ways_to: dict[str, list[guide.Path]] = defaultdict(list)
        for way in branch(site.book, language):
            ways_to[way.place].append(way)
        for ways in ways_to.values():
            way, caption = ways[0], ", ".join(map(plainly, guide_pages.known_at(ways, silent)))
            title = f"{plainly(way.asks)} ({caption or language.name})"
            if isinstance(way.at, Outcome):
                yield said(
                    way.place,
                    title,
                    "outcome_abroad.md",
                    outcome=way.at,
                    came=[guide_pages.came(each, silent) for each in ways],
                )
                continue
            here = guide_pages.stop_at(way, site.book, silent, () if way.taken else alone)
            here = guide_pages.only(language.guide, here) if len(way.taken) == asks and not alone else here
            yield said(way.place, title, "question.md", here=here, caption=caption)
        letters = by_letter(site.book.terms, name_of)
        yield said("begrippen.md", plainly("Begrippen en afkortingen"), "glossary.md", letters=letters)


def _page_abroad(site: Site, dictionary: Dictionary, path: str, title: str, template: str, **values: Any) -> Page:
    words = Translated(dictionary)
    values |= {"w": words, "t": words, "language": dictionary.language, "dutch": path}
    values["guide_start"] = guide.place(start_of(dictionary.language, site.book))
    return site.page(words.page(path), title, template, **values)


def proof(site: Site) -> Iterator[Page]:
    sources = proof_pages.sources(site.book, site.backlinks)
    yield site.page("bronnen.md", "Bronnen: wat staat waar", "sources.md", "Bronnen", sources=sources)
    left_open = proof_pages.left_open(site.backlinks)
    yield site.page("open-vragen.md", "Niet vastgelegd", "open_questions.md", "Niet vastgelegd", left_open=left_open)
    if site.book.edition.inside:
        per_role = [rule for rule in RULES.values() if rule.family in ("roles", "records")]
        shown = proof_pages.rules_shown(
            (RULES | form_pdf.DRAWN_RULES | MAP_RULES | PAGE_RULES).values(), per_role, site.book
        )
        yield site.page("controlelijst.md", "Controlelijst", "rules.md", "Controlelijst", shown=shown)
        dictionaries = [Dictionary(site.book, language) for language in site.book.languages]
        title, due = "Nakijken en bijhouden", overview_pages.due(site.book)
        told: dict[str, Any] = {"due": due, "dictionaries": dictionaries, "standings": overview_pages.standings(site.book)}
        told["lacking"] = lacking(site.book)
        told["to_look_up"] = overview_pages.to_look_up(site.book, site.backlinks)
        yield site.page("onderhoud.md", title, "upkeep.md", "Onderhoud", **told)


def data_fields(site: Site) -> Iterator[Page]:
    """For editors: every field there is to type."""
    if site.book.edition.inside:
        told = data_dictionary(site.book)
        yield site.page("velden.md", "Wat er in de gegevens staat", "data_fields.md", "Velden", dictionary=told)


FAMILIES: tuple[Callable[[Site], Iterator[Page]], ...] = (
    home, help_now, decision_guide, care_lines, promises, pupils, contacts, situations, find, starts, explorer, roles,
    routes, forms, documents, glossary, overviews, chapters, archive, abroad, proof, data_fields, news, accessibility,
)  # fmt: skip


BESIDE = (decision_guide, abroad)  # more than half of the work, which needs nothing of the others


def pages(site: Site) -> list[Page]:
    """Every page of one edition, in the order of the menu."""
    with ahead(lambda: [list(family(site)) for family in BESIDE]) as beside:
        made = {family: list(family(site)) for family in FAMILIES if family not in BESIDE}
        made |= dict(zip(BESIDE, beside(), strict=True))
    return [page for family in FAMILIES for page in made[family]]
