"""Every rule of meaning, one small named function each, in one visible list: RULES.

A rule looks at one record (or at the handbook as a whole) and yields a Problem for each fault. Its docstring
is what readers see on the page Controlelijst, so it is Dutch.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from handbook import addresses, form_rules, graph, guide, prose_rules, public_rules
from handbook.chapters import cited
from handbook.model import (
    Chapter,
    Citation,
    Document,
    Exit,
    Fact,
    Handbook,
    Moment,
    Outcome,
    Question,
    ReaderQuestion,
    Record,
    Role,
    Route,
    Term,
    Text,
)
from handbook.problems import Finding, Problem, Where, nearest
from handbook.walk import parts, references, texts
from handbook.words import ABBREVIATION, MARKUP, PLAIN_ID, claims

FAMILY_NAMES = {
    "roles": ("rol", "die"), "routes": ("route", "die"), "documents": ("document", "dat"),
    "references": ("verwijzing", "die"), "sources": ("bron", "die"), "outcomes": ("uitkomst", "die"),
    "forms": ("formulier", "dat"), "terms": ("begrip", "dat"),
}  # fmt: skip


# --- every record --------------------------------------------------------------------------------------------


def ids_are_plain(record: Record, book: Handbook) -> Iterator[Finding]:
    """Een id bestaat uit kleine letters, cijfers en streepjes, want het wordt een webadres."""
    if not PLAIN_ID.fullmatch(record.id):
        yield record.id.where, f"het id '{record.id}' mag alleen kleine letters, cijfers en streepjes bevatten"


def names_are_plain(record: Record, book: Handbook) -> Iterator[Finding]:
    """Een naam bevat geen tekens voor opmaak, want hij komt in titels en menu's."""
    name: Text = getattr(record, "name", None) or getattr(record, "title", None) or Text()
    if found := MARKUP.search(name):
        yield name.where, f"de naam '{name}' bevat het teken {found[0]}; laat het weg"


def references_exist(record: Record, book: Handbook) -> Iterator[Finding]:
    """Elke verwijzing gaat naar iets wat bestaat."""
    known = graph.known_ids(book)
    for family, target in references(record):
        if target not in known[family]:
            what, that = FAMILY_NAMES[family]
            sentence = f"{graph.label(record)} verwijst naar {what} '{target}', {that} niet bestaat"
            yield target.where, sentence + nearest(target, known[family])


def sections_exist(record: Record, book: Handbook) -> Iterator[Finding]:
    """Elke bronvermelding noemt een paragraaf die in die bron staat."""
    within = tuple(cited(record)) if isinstance(record, Chapter) else ()
    for part in (*parts(record), *within):
        for citation in [part] if isinstance(part, Citation) else part.sources if isinstance(part, Fact) else ():
            source = book.source.get(citation.source)
            known = {section.id for section in source.sections} if source else set()
            if not source and citation in within:
                yield citation.where, f"bron '{citation.source}' bestaat niet{nearest(citation.source, book.source)}"
            if source and citation.section not in known:
                sentence = f"bron '{citation.source}' heeft geen paragraaf '{citation.section}'"
                yield citation.where, sentence + nearest(citation.section, known)


def facts_have_ground(record: Record, book: Handbook) -> Iterator[Finding]:
    """Elk feit zegt waar het vandaan komt: een bron, een afleiding of een eigen verwijzing met datum."""
    if record.basis == "stated" and not record.sources:
        yield record.where, f"{graph.label(record)} heeft geen bron; vul 'sources' in of kies een andere 'basis'"
    for part in parts(record):
        if not isinstance(part, Fact):
            continue
        if part.basis == "derived" and not part.derived_from:
            yield part.where, "een afgeleid feit ('derived') zegt bij 'derived_from' waaruit het volgt"
        if part.basis == "added" and not part.references:
            yield part.where, "een toegevoegd feit ('added') heeft bij 'references' een eigen verwijzing nodig"


def lines_have_ground(book: Handbook) -> Iterator[Finding]:
    """Ook wat school.yaml over een zorglijn zegt, noemt zijn bron, waaruit het volgt of een eigen verwijzing."""
    for line in book.school.lines:
        for fact in filter(None, (line.summary, line.starts, line.asked)):
            if not (fact.sources or fact.derived_from or fact.references):
                yield (
                    fact.where,
                    f"wat lijn {line.number} zegt, heeft geen bron; vul 'sources' in, of 'basis' met zijn grond",
                )


def public_stays_public(record: Record, book: Handbook) -> Iterator[Finding]:
    """Wat openbaar is, verwijst alleen naar wat ook openbaar is."""
    if record.edition != "public":
        return
    staff = graph.staff_ids(book)
    for family, target in references(graph.public_part(record)):
        if target in staff.get(family, ()):
            what, that = FAMILY_NAMES[family]
            sentence = f"{graph.label(record)} is openbaar, maar noemt {what} '{target}', {that} alleen voor medewerkers is"
            yield target.where, sentence


def dates_run_forward(record: Record, book: Handbook) -> Iterator[Finding]:
    """De volgende controle valt na de laatste."""
    if record.due <= record.reviewed:
        yield record.where, f"bij {graph.label(record)} valt 'due' ({record.due}) niet na 'reviewed' ({record.reviewed})"


def abbreviations_are_known(record: Record, book: Handbook) -> Iterator[Finding]:
    """Elke afkorting staat in de begrippenlijst."""
    known = graph.known_abbreviations(book)
    for text in texts(record):
        for match in ABBREVIATION.finditer(text):
            if match[0] not in known:
                where = Where(text.where.file, text.where.line + text.count("\n", 0, match.start()))
                yield where, f"de afkorting '{match[0]}' staat niet in de begrippenlijst{nearest(match[0], known)}"


# --- roles ---------------------------------------------------------------------------------------------------


def role_escalates_or_stops(role: Role, book: Handbook) -> Iterator[Finding]:
    """Elke rol kan verder ('escalation'), of zegt waarom de weg hier stopt ('stops')."""
    if bool(role.escalation) == bool(role.stops):
        sentence = (
            "heeft zowel 'escalation' als 'stops'; kies er een"
            if role.stops
            else ("kan nergens heen; vul 'escalation' in, of 'stops' met de reden")
        )
        yield role.where, f"rol '{role.id}' {sentence}"


def escalation_has_no_circle(role: Role, book: Handbook) -> Iterator[Finding]:
    """Wie steeds een stap verder gaat, komt nooit terug waar hij begon."""
    circle = graph.circle(role, book)
    if circle and role.id == min(circle):
        yield role.where, f"de escalatie loopt rond: {' -> '.join([*circle, circle[0]])}"


def escalation_reaches_an_end(role: Role, book: Handbook) -> Iterator[Finding]:
    """Wie steeds een stap verder gaat, komt altijd bij een eind."""
    reached = graph.reached_roles(role, book)
    if role.escalation and all(other in book.role and book.role[other].escalation for other in reached):
        yield role.where, f"vanaf rol '{role.id}' bereikt geen enkele escalatie een eind ('stops')"


def approachable_role_says_when(role: Role, book: Handbook) -> Iterator[Finding]:
    """Een rol waar je zelf heen kunt, zegt wanneer je daarheen gaat."""
    if role.approachable and not role.go_when:
        yield role.where, f"rol '{role.id}' is aanspreekbaar, maar 'go_when' ontbreekt"


def care_lines_exist(role: Role, book: Handbook) -> Iterator[Finding]:
    """Een rol staat alleen in zorglijnen die er zijn."""
    known = {line.number for line in book.school.lines}
    for number in role.lines:
        if number not in known:
            yield role.where, f"rol '{role.id}' staat in lijn {number}, maar die staat niet in school.yaml"


def meeting_has_members(role: Role, book: Handbook) -> Iterator[Finding]:
    """Een overleg noemt zijn leden elk één keer, of zegt dat de bron ze niet noemt."""
    if role.kind == "meeting" and not role.members and not role.open:
        yield role.where, f"overleg '{role.id}' heeft geen 'members'; noemt de bron ze niet, zet dat dan bij 'open'"
    count = Counter(member.role for member in role.members)
    for member in role.members:
        if count[member.role] > 1:
            yield member.where, f"rol '{member.role}' is twee keer lid van '{role.id}'; haal er een weg"


# --- routes --------------------------------------------------------------------------------------------------


def steps_have_own_ids(route: Route, book: Handbook) -> Iterator[Finding]:
    """Binnen een route heeft elke stap een eigen id van kleine letters, cijfers en streepjes."""
    count = Counter(step.id for step in route.steps)
    for step in route.steps:
        if count[step.id] > 1 or not PLAIN_ID.fullmatch(step.id):
            yield (
                step.id.where,
                f"het id '{step.id}' van een stap in route '{route.id}' is dubbel of heeft een verkeerd teken",
            )


def step_has_an_actor(route: Route, book: Handbook) -> Iterator[Finding]:
    """Elke stap zegt wie hem zet, of dat de bron dat openlaat en aan wie je het vraagt."""
    for step in route.steps:
        if step.actor is None and not step.open:
            yield step.where, f"stap '{step.id}' heeft geen 'actor'; noemt de bron niemand, zet dat dan bij 'open'"


def step_has_one_way_on(route: Route, book: Handbook) -> Iterator[Finding]:
    """Elke stap heeft precies één vervolg: de volgende stap, een keuze, toestemming of een eind."""
    for step in route.steps:
        if sum(map(bool, (step.then, step.answers, step.gate))) > 1:
            yield step.where, f"stap '{step.id}' heeft meer dan een vervolg; kies uit 'then', 'answers' en 'gate'"
    last = route.steps[-1]
    if not (last.then or last.answers or last.gate):
        yield last.where, f"de laatste stap '{last.id}' van route '{route.id}' leidt nergens heen; vul 'then' in"


def decision_has_answers(route: Route, book: Handbook) -> Iterator[Finding]:
    """Een besluit stelt een vraag en heeft minstens twee verschillende antwoorden."""
    for step in route.steps:
        if bool(step.question) != bool(step.answers):
            yield step.where, f"bij stap '{step.id}' horen 'question' en 'answers' samen"
        elif step.answers and len({answer.answer.lower() for answer in step.answers}) < max(2, len(step.answers)):
            yield step.where, f"het besluit in stap '{step.id}' heeft twee verschillende antwoorden nodig"


def exit_leads_somewhere(route: Route, book: Handbook) -> Iterator[Finding]:
    """Elk antwoord en elk vervolg leidt naar precies één plek: stap, route, eind of open vraag."""
    ids = {step.id for step in route.steps}
    for part in parts(route):
        if not isinstance(part, Exit):
            continue
        if sum(map(bool, (part.to, part.route, part.end, part.open))) != 1:
            yield part.where, "een vervolg heeft precies een van: to, route, end, open"
        if part.open and not part.ask:
            yield part.where, "bij een open vervolg hoort 'ask': de rol aan wie je het vraagt"
        if part.to and part.to not in ids:
            yield part.to.where, f"route '{route.id}' heeft geen stap '{part.to}'{nearest(part.to, ids)}"


def every_step_is_reached(route: Route, book: Handbook) -> Iterator[Finding]:
    """Elke stap is te bereiken vanaf de eerste."""
    reached = graph.reached_steps(route)
    for step in route.steps:
        if step.id not in reached:
            yield step.where, f"stap '{step.id}' van route '{route.id}' is vanaf de eerste stap niet te bereiken"


def every_step_ends(route: Route, book: Handbook) -> Iterator[Finding]:
    """Vanaf elke stap is er een weg naar een eind, ook via andere routes."""
    ending = graph.ending_steps(book)
    for step in route.steps:
        if (route.id, step.id) not in ending:
            yield step.where, f"vanaf stap '{step.id}' van route '{route.id}' komt niemand bij een eind"


def consent_paper_has_a_gate(route: Route, book: Handbook) -> Iterator[Finding]:
    """Een route met een papier voor toestemming vraagt die toestemming ook, met wat er volgt op ja, nee en nog niet."""
    asked = {step.gate.document for step in route.steps if step.gate}
    for step in route.steps:
        for document in step.documents:
            if document in book.document and book.document[document].consent and document not in asked:
                yield (
                    document.where,
                    f"route '{route.id}' noemt papier '{document}', maar vraagt die toestemming niet; vul 'gate' in",
                )


def gate_holds(route: Route, book: Handbook) -> Iterator[Finding]:
    """Na een ja gaat een route anders verder dan na een nee of nog niet, en geen weg loopt om de toestemming heen."""
    for step, gate in ((step, step.gate) for step in route.steps if step.gate):
        for name, other in (("refused", gate.refused), ("pending", gate.pending)):
            if graph.leads(other) == graph.leads(gate.given):
                yield (
                    other.where,
                    f"in stap '{step.id}' leidt '{name}' naar dezelfde plek als 'given'; zonder ja mag dat niet",
                )
        if gate.given.to and gate.given.to in graph.reached_steps(route, without=step.id):
            told = f"van route '{route.id}' is te bereiken zonder de toestemming in stap '{step.id}'; sluit die weg"
            yield gate.given.where, f"stap '{gate.given.to}' {told}"


def signer_gives_the_consent(route: Route, book: Handbook) -> Iterator[Finding]:
    """Toestemming op papier komt van wie dat papier tekent."""
    for gate in (step.gate for step in route.steps if step.gate and step.gate.document in book.document):
        signers = book.document[gate.document or ""].signed_by
        for role in gate.by if signers else ():
            if role not in signers:
                told = f"geeft hier toestemming op papier '{gate.document}', maar tekent dat volgens dat papier niet"
                yield role.where, f"rol '{role}' {told}{nearest(role, signers)}"


def consent_paper_is_one(document: Document, book: Handbook) -> Iterator[Finding]:
    """Een papier waarmee iemand toestemming geeft, zegt dat ('consent: ja'), en een stap of een escalatie vraagt erom."""
    asked = graph.consent_papers(book)
    if document.consent and document.id not in asked:
        told = "is een toestemming, maar geen stap en geen escalatie vraagt erom; vul daar 'gate' of 'consent' in"
        yield document.where, f"papier '{document.id}' {told}"
    if document.id in asked and not document.consent:
        yield document.where, f"met papier '{document.id}' geeft iemand toestemming; zet er 'consent: ja' bij"


def escalation_asks_consent(role: Role, book: Handbook) -> Iterator[Finding]:
    """Een escalatie met een papier voor toestemming vraagt die toestemming ook."""
    for way in role.escalation:
        for paper in way.documents:
            asks = way.consent and way.consent.document == paper
            if paper in book.document and book.document[paper].consent and not asks:
                yield (
                    paper.where,
                    f"papier '{paper}' is een toestemming; vul bij deze escalatie van '{role.id}' 'consent' in",
                )


# --- terms ---------------------------------------------------------------------------------------------------


def status_has_ground(term: Term, book: Handbook) -> Iterator[Finding]:
    """Een woord dat niet meer geldt, zegt sinds wanneer en volgens wie."""
    status = term.status
    if status.now in ("ended", "renamed") and not (status.since and status.references):
        yield status.where, f"bij begrip '{term.id}' horen 'since' en 'references', want het is {status.now}"


# --- the handbook as a whole ---------------------------------------------------------------------------------


def ids_are_unique(book: Handbook) -> Iterator[Finding]:
    """Een id komt binnen zijn soort één keer voor."""
    for family in (
        "sources",
        "references",
        "roles",
        "routes",
        "documents",
        "forms",
        "terms",
        "situations",
        "asked",
        "scenarios",
        "calendar",
        "chapters",
    ):
        first: dict[str, Any] = {}
        for record in getattr(book, family):
            if record.id in first:
                yield record.id.where, f"het id '{record.id}' bestaat al (zie {first[record.id].where})"
            first.setdefault(record.id, record)


def school_refers_to_what_exists(book: Handbook) -> Iterator[Finding]:
    """Ook school.yaml en de gevallen van het zorgteam verwijzen alleen naar wat bestaat."""
    known = graph.known_ids(book)
    for family, target in (each for part in (book.school, *book.scenarios, *book.languages) for each in references(part)):
        if target not in known[family]:
            what, _ = FAMILY_NAMES[family]
            yield target.where, f"{what} '{target}' bestaat niet{nearest(target, known[family])}"


def addresses_are_safe(book: Handbook) -> Iterator[Finding]:
    """Een webadres begint met https://."""
    for base in filter(None, (book.school.address, book.school.staff_address)):
        if not re.fullmatch(r"https://[\w./:-]+/", base):
            yield base.where, f"'{base}' is geen adres dat met https:// begint en met / eindigt"
    edit = book.school.edit_url
    if edit and not re.fullmatch(r"https://[\w./:-]+", edit):
        yield edit.where, f"'{edit}' is geen adres dat met https:// begint"


def words_have_one_meaning(book: Handbook) -> Iterator[Finding]:
    """Een woord dat vanzelf een link wordt, wijst naar één ding."""
    for word, targets in claims(book).items():
        if len({target.address for target in targets}) > 1:
            places = ", ".join(sorted({str(target.where) for target in targets}))
            yield max(target.where for target in targets), f"het woord '{word}' hoort bij meer dan een ding ({places})"


def every_section_is_carried(book: Handbook) -> Iterator[Finding]:
    """Elke paragraaf van een bron staat in het handboek, of zegt waarom niet."""
    cited = {(citation.source, citation.section) for citation in graph.citations(book)}
    for source in book.sources:
        for section in source.sections:
            if ((source.id, section.id) in cited) == bool(section.not_carried):
                sentence = (
                    "wordt aangehaald én heeft 'not_carried'"
                    if section.not_carried
                    else ("wordt nergens aangehaald; vul 'not_carried' in met de reden")
                )
                yield section.where, f"paragraaf '{section.id}' van bron '{source.id}' {sentence}"


def reader_question_has_one_reader(asked: ReaderQuestion, book: Handbook) -> Iterator[Finding]:
    """Een vraag is voor ouders of voor leerlingen, want ouders lezen 'u' en leerlingen 'je'; wie niets weet, zegt dat."""
    if asked.audience not in (("parent",), ("pupil",)):
        yield asked.where, f"vraag '{asked.id}' heeft precies één lezer nodig: parent of pupil"
    if not asked.known and asked.basis == "stated":
        yield asked.where, f"vraag '{asked.id}' heeft 'known: nee', maar 'basis: stated' zegt dat de bron het antwoord geeft"


# --- the decision guide --------------------------------------------------------------------------------------


def guide_is_not_empty(book: Handbook) -> Iterator[Finding]:
    """De keuzewijzer begint bij een vraag die er is."""
    if book.guide.start not in book.question:
        yield book.guide.start.where, f"de keuzewijzer begint bij '{book.guide.start}', maar die vraag is er niet"


def guide_ids_are_own(book: Handbook) -> Iterator[Finding]:
    """Vragen en uitkomsten hebben elk een eigen id, en antwoorden binnen hun vraag; het zijn webadressen."""
    first: dict[str, Any] = {}
    for each in guide.nodes(book):
        if each.id in first:
            yield each.id.where, f"het id '{each.id}' bestaat al in de keuzewijzer (zie {first[each.id].where})"
        first.setdefault(each.id, each)
    for question in book.guide.questions:
        count = Counter(choice.id for choice in question.answers)
        for choice in question.answers:
            if count[choice.id] > 1 or not PLAIN_ID.fullmatch(choice.id):
                yield choice.id.where, f"het antwoord-id '{choice.id}' is dubbel of heeft een verkeerd teken"


def guide_answers_lead_somewhere(book: Handbook) -> Iterator[Finding]:
    """Elk antwoord leidt naar een vraag of uitkomst die er is."""
    known = {*book.question, *book.outcome}
    for question in book.guide.questions:
        for choice in question.answers:
            if choice.to not in known:
                sentence = f"antwoord '{choice.id}' van vraag '{question.id}' leidt naar '{choice.to}', die er niet is"
                yield choice.to.where, sentence + nearest(choice.to, known)


def guide_has_no_circle(book: Handbook) -> Iterator[Finding]:
    """Geen vraag komt twee keer op één pad."""
    way = guide.circle(book)
    if way:
        yield book.question[way[0]].where, f"de vragen lopen rond: {' -> '.join([*way, way[0]])}"


def guide_reaches_everything(book: Handbook) -> Iterator[Finding]:
    """Elke vraag en elke uitkomst ligt op een pad."""
    for each in guide.nodes(book):
        if each.id not in guide.reached(book):
            what = "vraag" if isinstance(each, Question) else "uitkomst"
            yield each.where, f"{what} '{each.id}' ligt op geen enkel pad van de keuzewijzer"
        elif isinstance(each, Outcome) and each.edition == "public" and each.id not in guide.reached_by_public(book):
            yield (
                each.where,
                f"uitkomst '{each.id}' is openbaar, maar alleen medewerkers komen er; maak er 'edition: staff' van",
            )


def guide_questions_have_choice(book: Handbook) -> Iterator[Finding]:
    """Elke vraag heeft minstens twee verschillende antwoorden, en één voor wie het niet weet."""
    for question in book.guide.questions:
        if len({choice.answer.lower() for choice in question.answers}) < max(2, len(question.answers)):
            yield question.where, f"vraag '{question.id}' heeft twee verschillende antwoorden nodig"
        if sum(choice.other for choice in question.answers) != 1:
            yield question.where, f"vraag '{question.id}' heeft precies één antwoord met 'other: ja' nodig: weet ik niet"


def guide_paths_are_short(book: Handbook) -> Iterator[Finding]:
    """Niemand beantwoordt meer dan vier vragen."""
    _, longest = guide.sizes(book) if guide.can_be_counted(book) else (0, 0)
    if longest > guide.MOST_QUESTIONS:
        sentence = f"het langste pad heeft {longest} vragen; hoogstens {guide.MOST_QUESTIONS} mag"
        yield book.guide.start.where, sentence


def guide_stays_small(book: Handbook) -> Iterator[Finding]:
    """De keuzewijzer past binnen 500 pagina's, zodat een mens hem kan nakijken."""
    count, _ = guide.sizes(book) if guide.can_be_counted(book) else (0, 0)
    total = count + len(book.outcomes)
    if total > guide.MOST_PAGES:
        much = str(total) if total < 100_000 else "meer dan 100.000"
        sentence = f"de keuzewijzer wordt {much} pagina's; hoogstens {guide.MOST_PAGES} mag. Voeg vragen samen"
        yield book.guide.start.where, sentence


def outcome_names_someone_to_go_to(outcome: Outcome, book: Handbook) -> Iterator[Finding]:
    """Een uitkomst noemt een rol die iets kan doen, een andere voor als die er niet is, en een stap die er is."""
    role = book.role.get(outcome.role)
    if role and not (role.approachable or role.escalation or not outcome.in_plan):
        yield outcome.role.where, f"uitkomst '{outcome.id}' leidt naar rol '{outcome.role}', bij wie niemand terechtkan"
    if role and role.kind != "outside" and outcome.away in (None, outcome.role):
        yield outcome.where, f"uitkomst '{outcome.id}' noemt bij 'away' geen andere rol voor als de eerste er niet is"
    route = book.route.get(outcome.route or "")
    steps = {step.id for step in route.steps} if route else set()
    if outcome.step and outcome.step not in steps:
        yield (
            outcome.step.where,
            f"uitkomst '{outcome.id}' noemt stap '{outcome.step}', die er niet is{nearest(outcome.step, steps)}",
        )


def approachable_role_is_in_guide(role: Role, book: Handbook) -> Iterator[Finding]:
    """Naar elke rol waar je zelf heen kunt, leidt een pad, of er staat waarom niet."""
    led = any(outcome.role == role.id and outcome.id in guide.reached(book) for outcome in book.outcomes)
    if role.approachable and led == bool(role.not_in_guide):
        yield role.where, _excuse(f"rol '{role.id}'", led)


def route_is_in_guide(route: Route, book: Handbook) -> Iterator[Finding]:
    """Naar elke route leidt een uitkomst, of er staat waarom niet."""
    led = any(outcome.route == route.id and outcome.id in guide.reached(book) for outcome in book.outcomes)
    if led == bool(route.not_in_guide):
        yield route.where, _excuse(f"route '{route.id}'", led)


def _excuse(what: str, led: bool) -> str:
    if led:
        return f"naar {what} leidt wel een pad; haal 'not_in_guide' weg"
    return f"naar {what} leidt geen enkel pad van de keuzewijzer; maak er een, of zeg bij 'not_in_guide' waarom niet"


def addresses_stay(book: Handbook) -> Iterator[Finding]:
    """Een adres dat ooit gepubliceerd is, bestaat nog of leidt door naar zijn nieuwe plek, voor wie het toen kon openen."""
    if not guide.is_whole(book):
        return
    now = set(addresses.places(book))
    for place in addresses.published(book):
        if place not in now and not any(addresses.covers(each.old, place) for each in book.addresses.moved):
            yield place.where, f"het adres '{place}' is weg; zet bij 'moved' waar het nu staat{nearest(place, now)}"
    if book.edition == "public":
        for place in book.addresses.staff:
            if place in now:
                told = "was alleen voor medewerkers en kan nu iedereen openen; mag dat, haal het dan weg bij 'staff'"
                yield place.where, f"het adres '{place}' {told}"


def moves_lead_somewhere(book: Handbook) -> Iterator[Finding]:
    """Wat verhuisd is, bestaat niet meer op zijn oude adres, en zijn nieuwe adres is er."""
    if not guide.is_whole(book):
        return
    now, goals = set(addresses.places(book)), addresses.linkable(book)
    public = set(book.addresses.public)
    for each in book.addresses.moved:
        gone_for_some = book.edition == "staff" and each.old in public
        if (each.old in now and not gone_for_some) or not addresses.ADDRESS.fullmatch(each.old):
            yield each.old.where, f"'{each.old}' kan niet verhuisd zijn: het bestaat nog, of het is geen adres van deze site"
        if each.new not in goals and (book.edition == "staff" or each.old in public):
            told = f"'{each.old}' is verhuisd naar '{each.new}', maar dat adres is er niet"
            yield each.new.where, told + nearest(each.new, goals)


def something_is_public(book: Handbook) -> Iterator[Finding]:
    """Wat iedereen een eigen pagina belooft, zoals de begrippen, heeft ook iets wat iedereen mag zien."""
    for family in ("roles", "routes", "terms", "situations", "asked"):
        records = getattr(book, family)
        if records and not any(record.edition == "public" for record in records):
            told = "is openbaar; kijk naar 'edition' bij 'defaults', of geef er een 'edition: public'"
            yield records[0].where, f"geen {graph.label(records[0]).partition(' ')[0]} {told}"


def nothing_vanishes(book: Handbook) -> Iterator[Finding]:
    """Een noodnummer, een toestemming, een gevaarmerk, een geval of een vertaling van toen verdwijnt nooit ongemerkt."""
    now = set(addresses.kept(book))
    for each in book.addresses.kept:
        if each not in now:
            told = f"'{each}' is er niet meer; zet het terug, of haal deze regel weg als dat de bedoeling is"
            yield each.where, told + nearest(each, now)


def words_of_situations_differ(book: Handbook) -> Iterator[Finding]:
    """Een woord waarop mensen zoeken, hoort bij één situatie."""
    first: dict[str, Text] = {}
    for situation in book.situations:
        for word in situation.words:
            if word.lower() in first:
                yield (
                    word.where,
                    f"het zoekwoord '{word}' staat ook bij een andere situatie (zie {first[word.lower()].where})",
                )
            first.setdefault(word.lower(), word)


def scenarios_come_true(book: Handbook) -> Iterator[Finding]:
    """Elk geval van het zorgteam komt uit waar het zorgteam zegt."""
    for scenario in book.scenarios:
        there = guide.walked(scenario.answers, book)
        if there != scenario.outcome:
            sentence = (
                f"geval '{scenario.id}' hoort uit te komen op '{scenario.outcome}', maar komt uit op '{there or 'niets'}'"
            )
            yield scenario.outcome.where, sentence


def months_exist(moment: Moment, book: Handbook) -> Iterator[Finding]:
    """Een maand is een getal van 1 tot en met 12."""
    if moment.month is not None and not 1 <= moment.month <= 12:
        yield moment.where, f"bij moment '{moment.id}' is maand {moment.month} geen maand; kies 1 tot en met 12"


@dataclass(frozen=True)
class Rule:
    """A named rule, and the family of records it looks at one by one ('' for the whole handbook)."""

    name: str
    family: str
    check: Callable[..., Iterator[Finding]]

    @property
    def says(self) -> str:
        """The rule in Dutch: its docstring, read from its file where Python was told to leave docstrings out."""
        source = ast.parse(textwrap.dedent(inspect.getsource(self.check)))
        return (self.check.__doc__ or ast.get_docstring(source.body[0]) or "").strip()  # type: ignore[arg-type]

    def __call__(self, book: Handbook) -> Iterator[Problem]:
        for record in getattr(book, self.family) if self.family else (None,):
            for where, sentence in self.check(book) if record is None else self.check(record, book):
                yield Problem(where, sentence, self.name)

    def holds(self, record: Record, book: Handbook) -> bool:
        """Whether the rule finds nothing wrong with one record."""
        return not any(True for _ in self.check(record, book))


RULES: dict[str, Rule] = {
    name: Rule(name, family, check)
    for name, family, check in (
        ("id", "records", ids_are_plain),
        ("naam", "records", names_are_plain),
        ("bestaat", "records", references_exist),
        ("paragraaf", "records", sections_exist),
        ("grond", "records", facts_have_ground),
        ("grond-lijn", "", lines_have_ground),
        ("openbaar", "records", public_stays_public),
        ("datum", "records", dates_run_forward),
        ("afkorting", "records", abbreviations_are_known),
        ("escalatie", "roles", role_escalates_or_stops),
        ("kring", "roles", escalation_has_no_circle),
        ("eind", "roles", escalation_reaches_an_end),
        ("aanspreekbaar", "roles", approachable_role_says_when),
        ("lijn", "roles", care_lines_exist),
        ("leden", "roles", meeting_has_members),
        ("stap-id", "routes", steps_have_own_ids),
        ("wie", "routes", step_has_an_actor),
        ("vervolg", "routes", step_has_one_way_on),
        ("besluit", "routes", decision_has_answers),
        ("uitgang", "routes", exit_leads_somewhere),
        ("bereikbaar", "routes", every_step_is_reached),
        ("route-eind", "routes", every_step_ends),
        ("toestemming", "routes", consent_paper_has_a_gate),
        ("poort", "routes", gate_holds),
        ("tekent", "routes", signer_gives_the_consent),
        ("papier", "documents", consent_paper_is_one),
        ("escalatie-papier", "roles", escalation_asks_consent),
        ("status", "terms", status_has_ground),
        ("veld-id", "forms", form_rules.blanks_have_own_ids),
        ("veldnaam", "forms", form_rules.blanks_sound_different),
        ("keuzes", "forms", form_rules.blanks_have_their_choices),
        ("blok", "forms", form_rules.groups_can_be_drawn),
        ("opmaak", "forms", form_rules.form_texts_are_plain),
        ("versie", "forms", form_rules.changed_form_has_new_version),
        ("lezersvraag", "asked", reader_question_has_one_reader),
        ("maand", "calendar", months_exist),
        ("dubbele-zin", "chapters", prose_rules.nothing_is_said_twice),
        ("proza", "chapters", prose_rules.prose_is_plain),
        ("link", "chapters", prose_rules.links_lead_somewhere),
        ("uitkomst", "outcomes", outcome_names_someone_to_go_to),
        ("rol-in-gids", "roles", approachable_role_is_in_guide),
        ("route-in-gids", "routes", route_is_in_guide),
        ("gids-begin", "", guide_is_not_empty),
        ("gids-id", "", guide_ids_are_own),
        ("gids-doel", "", guide_answers_lead_somewhere),
        ("gids-kring", "", guide_has_no_circle),
        ("gids-bereik", "", guide_reaches_everything),
        ("gids-keuze", "", guide_questions_have_choice),
        ("gids-lengte", "", guide_paths_are_short),
        ("gids-omvang", "", guide_stays_small),
        ("adres-weg", "", addresses_stay),
        ("verhuisd", "", moves_lead_somewhere),
        ("weg", "", nothing_vanishes),
        ("niets-openbaar", "", something_is_public),
        ("zoekwoord", "", words_of_situations_differ),
        ("geval", "", scenarios_come_true),
        ("nummer", "", public_rules.numbers_stand_with_the_locations),
        ("bellen", "", public_rules.called_numbers_are_numbers),
        ("vestiging", "", public_rules.locations_name_their_roles),
        ("contact", "", public_rules.contacts_can_be_reached),
        ("iedereen", "", public_rules.school_sends_to_public_roles),
        ("taal", "", public_rules.languages_are_whole),
        ("vertaling", "", public_rules.translations_follow_the_dutch),
        ("vertaald-getal", "", public_rules.translations_keep_the_numbers),
        ("uniek", "", ids_are_unique),
        ("school", "", school_refers_to_what_exists),
        ("adres", "", addresses_are_safe),
        ("woord", "", words_have_one_meaning),
        ("gedragen", "", every_section_is_carried),
    )
}

# Rules about the handbook as a whole: in an edition that shows only a part of it they say nothing.
OF_THE_WHOLE = ("gedragen", "taal", "vertaling", "weg")


def findings(book: Handbook) -> list[Problem]:
    """Everything that the rules find wrong with a handbook, whole or as an edition shows it."""
    rules = RULES.values() if book.edition == "staff" else (RULES[name] for name in RULES if name not in OF_THE_WHOLE)
    return [problem for rule in rules for problem in rule(book)]
