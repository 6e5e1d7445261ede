"""The rules for the decision guide, and for the situations, questions and cases that lead into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from handbook.families import RECORDS, label, name_of, of_family
from handbook.model import Choice, Handbook, Outcome, Question, ReaderQuestion, Role, Route, Text, Topic
from handbook.problems import Finding, nearest
from handbook.reason import guide
from handbook.reason.addresses import FIXED_INSIDE, fixed, themes
from handbook.reason.edition import guide_of, may_see
from handbook.reason.mentions import PLAIN_ID
from handbook.reason.own_work import OWN_WORK, own_works
from handbook.reason.schools import school_of_source


def reader_question_has_one_reader(asked: ReaderQuestion, book: Handbook) -> Iterator[Finding]:
    """Een vraag is voor ouders of voor leerlingen, want ouders lezen 'u' en leerlingen 'je'; wie niets weet, zegt dat."""
    if asked.audience not in (("parent",), ("pupil",)):
        yield asked.where, f"vraag '{asked.id}' heeft precies één lezer nodig: parent of pupil"
    if not asked.known and asked.basis == "stated":
        yield asked.where, f"vraag '{asked.id}' heeft 'known: nee', maar 'basis: stated' zegt dat de bron het antwoord geeft"


def guide_is_not_empty(book: Handbook) -> Iterator[Finding]:
    """De keuzewijzer begint bij een vraag die er is."""
    if book.guide.start not in book.question:
        yield book.guide.start.where, f"de keuzewijzer begint bij '{book.guide.start}', maar die vraag is er niet"


def guide_asks_for_every_school(book: Handbook) -> Iterator[Finding]:
    """Vraagt de keuzewijzer eerst naar de school, dan is elke school daar een antwoord."""
    first = book.question.get(book.guide.start)
    asked = {choice.school for choice in first.answers} if first else set()
    for school in book.school.schools if any(asked) else ():
        if school.id not in asked:
            told = f"voeg een antwoord toe met 'school: {school.id}'"
            yield school.id.where, f"school '{school.id}' is geen antwoord op de eerste vraag van de keuzewijzer; {told}"


def answer_of_one_school_is_from_its_source(book: Handbook) -> Iterator[Finding]:
    """Een antwoord dat maar bij één school staat, gaat over wat in haar bron staat; wat overal geldt, bij elke school."""
    of = school_of_source(book)
    for question in book.guide.questions:
        schools: dict[str, set[str]] = {}
        for choice in question.answers:
            schools.setdefault(choice.id, set()).add(choice.school or "")
        for choice in question.answers:
            outcome = book.outcome.get(choice.to)
            if not choice.school or not outcome or outcome.made or schools[choice.id] != {choice.school}:
                continue
            if choice.school not in {of.get(str(each.source)) for each in outcome.sources}:
                only = f"het antwoord '{choice.id}' is er alleen voor school '{choice.school}', maar uitkomst '{choice.to}'"
                yield choice.id.where, f"{only} staat niet in haar bron; haal 'school' weg, of geef elke school dit antwoord"


def guide_ids_are_own(book: Handbook) -> Iterator[Finding]:
    """Vragen en uitkomsten hebben elk een eigen id, en antwoorden binnen hun vraag; het zijn webadressen."""
    first: dict[str, Any] = {}
    for each in guide.nodes(book):
        if each.id in first:
            yield each.id.where, f"het id '{each.id}' bestaat al in de keuzewijzer (zie {first[each.id].where})"
        first.setdefault(each.id, each)
    for question in book.guide.questions:
        double = {choice for seen in guide.shown(question, book) for choice in _double(seen)}
        for choice in question.answers:
            if choice in double or not PLAIN_ID.fullmatch(choice.id):
                yield choice.id.where, f"het antwoord-id '{choice.id}' is dubbel of heeft een verkeerd teken"


def _double(choices: tuple[Choice, ...]) -> list[Choice]:
    """The answers that somebody sees together with another of the same id."""
    count = Counter(choice.id for choice in choices)
    return [choice for choice in choices if count[choice.id] > 1]


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
    starts = book.guide.start in book.question
    for each in guide.nodes(book) if starts else ():
        if each.id not in guide.reached(book):
            what = "vraag" if isinstance(each, Question) else "uitkomst"
            yield each.where, f"{what} '{each.id}' ligt op geen enkel pad van de keuzewijzer"


def guide_questions_have_choice(book: Handbook) -> Iterator[Finding]:
    """Elke vraag heeft voor wie er komt minstens twee verschillende antwoorden, en één voor wie het niet weet."""
    for question in book.guide.questions:
        seen = guide.shown(question, book)
        if any(len({choice.answer.lower() for choice in each}) < max(2, len(each)) for each in seen):
            yield question.where, f"vraag '{question.id}' heeft twee verschillende antwoorden nodig"
        if not question.first and any(sum(choice.other for choice in each) != 1 for each in seen):
            yield question.where, f"vraag '{question.id}' heeft precies één antwoord met 'other: ja' nodig: weet ik niet"


def guide_paths_are_short(book: Handbook) -> Iterator[Finding]:
    """Niemand beantwoordt meer dan vier vragen, na die naar school en functie."""
    _, longest = guide.sizes(book) if guide.can_be_counted(book) else (0, 0)
    if longest > guide.MOST_QUESTIONS:
        sentence = f"het langste pad heeft {longest} vragen; hoogstens {guide.MOST_QUESTIONS} mag"
        yield book.guide.start.where, sentence


def guide_stays_small(book: Handbook) -> Iterator[Finding]:
    """De keuzewijzer heeft niet meer dan 1500 pagina's: elke vraag op elk pad, en elke uitkomst."""
    total = guide.sizes(book)[0] if guide.can_be_counted(book) else 0
    if total > guide.MOST_PAGES:
        much = str(total) if total < 100_000 else "meer dan 100.000"
        sentence = f"de keuzewijzer wordt {much} pagina's; hoogstens {guide.MOST_PAGES} mag. Voeg vragen samen"
        yield book.guide.start.where, sentence


def outcome_names_someone_to_go_to(outcome: Outcome, book: Handbook) -> Iterator[Finding]:
    """Een uitkomst noemt een rol die iets kan doen, een andere voor als die er niet is, en een stap die er is."""
    role = book.role.get(outcome.role)
    if role and not (role.approachable or role.escalation or outcome.own or not outcome.in_plan):
        yield outcome.role.where, f"uitkomst '{outcome.id}' leidt naar rol '{outcome.role}', bij wie niemand terechtkan"
    if outcome.away and outcome.away.role == outcome.role:
        yield outcome.where, f"uitkomst '{outcome.id}' noemt bij 'away' geen andere rol voor als de eerste er niet is"
    route = book.route.get(outcome.route or "")
    steps = {step.id for step in route.steps} if route else set()
    if outcome.step and outcome.step not in steps:
        yield (
            outcome.step.where,
            f"uitkomst '{outcome.id}' noemt stap '{outcome.step}', die er niet is{nearest(outcome.step, steps)}",
        )


def approachable_role_is_in_guide(role: Role, book: Handbook) -> Iterator[Finding]:
    """Naar elke rol van nu waar je zelf heen kunt, leidt in elke uitgave een pad, of er staat waarom niet."""
    if role.approachable and not role.archived:
        outcomes = {outcome.id for outcome in book.outcomes if outcome.role == role.id}
        yield from _found_or_excused(role, outcomes, book)


def route_is_in_guide(route: Route, book: Handbook) -> Iterator[Finding]:
    """Naar elke route van nu leidt in elke uitgave een uitkomst, of er staat waarom niet."""
    if route.archived:
        return
    yield from _found_or_excused(route, {outcome.id for outcome in book.outcomes if outcome.route == route.id}, book)


def _found_or_excused(record: Role | Route, outcomes: set[Text], book: Handbook) -> Iterator[Finding]:
    """Looks at every edition at once, for the excuse itself is not in the narrower ones."""
    lacking = [
        edition
        for edition in book.school.editions
        if may_see(edition, record.edition) and not outcomes & _reached(book)[edition.id]
    ]
    if lacking and not record.not_in_guide:
        whole = len(lacking) == len(book.school.editions)
        inside = "" if whole else f"in de {lacking[0].name}: "
        told = "leidt geen enkel pad van de keuzewijzer; maak er een, of zeg bij 'not_in_guide' waarom niet"
        yield record.where, f"{inside}naar {label(record)} {told}"
    if record.not_in_guide and not lacking:
        yield record.where, f"naar {label(record)} leidt wel een pad; haal 'not_in_guide' weg"


def own_work_is_in_guide(book: Handbook) -> Iterator[Finding]:
    """Wie zegt wat zijn functie is, vindt elke stap die hij doet en elke weg die hij verder heeft, op eigen pad."""
    if not guide.can_be_counted(book):
        return
    askers = {str(choice.asker): choice for each in book.guide.questions for choice in each.answers if choice.asker}
    found = guide.readers(book)
    for id_, own in own_works(book).items():
        choice = askers.get(own.role.id)  # told once for each asker
        here = not choice or not choice.school or choice.school in own.schools(book)
        if choice and here and not any(reader.role == own.role.id for reader in found.get(id_, ())):
            about = f"stap '{own.step.id}' van route '{own.route.id}'" if own.step and own.route else "een weg verder"
            told = f"wie '{own.role.id}' is, komt in de keuzewijzer niet bij {about}; leid een antwoord naar '{OWN_WORK}'"
            del askers[own.role.id]
            yield choice.where, told


@lru_cache(maxsize=4)
def _reached(book: Handbook) -> dict[str, frozenset[str]]:
    """Per edition the questions and outcomes that some path of its guide comes by."""
    return {str(edition.id): guide.reached(replace(book, guide=guide_of(book, edition))) for edition in book.school.editions}


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


def topics_are_about_something(book: Handbook) -> Iterator[Finding]:
    """Een onderwerp heeft een eigen id, en noemt iets wat er is."""
    known = {f"{name}/{each.id}" for name in RECORDS for each in of_family(book, name)} | _named_pages(book)
    first: dict[str, Topic] = {}
    for topic in book.topics:
        if first.setdefault(topic.id, topic) is not topic:
            yield topic.id.where, f"onderwerp '{topic.id}' bestaat al (zie {first[topic.id].id.where})"
        if not (topic.outcomes or topic.others):
            yield topic.id.where, f"onderwerp '{topic.id}' noemt niets wat dan helpt; vul 'outcomes' of 'others' in"
        for of, place in _named_by(topic):
            if place not in known:
                yield of.where, f"onderwerp '{topic.id}' noemt '{of}', dat er niet is{nearest(place, sorted(known))}"


def _named_pages(book: Handbook) -> set[str]:
    """The pages that come from no one record, and the first weeks in a function, as a topic names them."""
    starts = (f"starten/{role.id}" for role in book.roles if role.kind.is_staff and not role.archived)
    return {f"pages/{place}" for place in (*fixed(book), *FIXED_INSIDE, *themes(book), *starts)}


def _named_by(topic: Topic) -> Iterator[tuple[Text, str]]:
    """What a topic names, with its family."""
    yield from ((of, f"outcomes/{of}") for of in topic.outcomes)
    yield from ((of, str(of)) for of in topic.others)


def words_of_topics_differ(book: Handbook) -> Iterator[Finding]:
    """Een woord waarop mensen zoeken, staat bij één onderwerp, en is niet de naam van iets anders."""
    names = {str(name_of(each)).lower(): f"{name}/{each.id}" for name in TITLED for each in of_family(book, name)}
    first: dict[str, Text] = {}
    for topic in book.topics:
        own = {place for _, place in _named_by(topic)}
        for word in topic.words:
            said = word.lower()
            if first.setdefault(said, word) is not word:
                yield word.where, f"het zoekwoord '{word}' staat ook bij een ander onderwerp (zie {first[said].where})"
            if names.get(said, "outcomes/") not in own and not names.get(said, "outcomes/").startswith("outcomes/"):
                yield word.where, f"'{word}' is de naam van {names[said]}; zet dat bij 'others', of laat het woord weg"


TITLED = ("roles", "routes", "forms", "documents")  # the families of which a name is the title of a page or a part of one


def outcomes_have_their_words(book: Handbook) -> Iterator[Finding]:
    """Elke uitkomst van de keuzewijzer staat bij een onderwerp, met de woorden van wie haar zoekt."""
    told = {str(of) for topic in book.topics for of in topic.outcomes}
    schools = [str(each.id) for each in book.school.schools]
    told |= {str(guide.own_id(of, school)) for of in told for school in schools}
    for outcome in book.outcomes:
        if book.topics and not outcome.made and outcome.id not in told:
            yield (
                outcome.id.where,
                f"uitkomst '{outcome.id}' staat bij geen onderwerp; zet haar in topics.yaml bij wat mensen dan typen",
            )


def scenarios_come_true(book: Handbook) -> Iterator[Finding]:
    """Elk geval van het zorgteam komt uit waar het zorgteam zegt."""
    for scenario in book.scenarios:
        there = guide.walked(scenario.answers, book)
        if there != scenario.outcome:
            sentence = (
                f"geval '{scenario.id}' hoort uit te komen op '{scenario.outcome}', maar komt uit op '{there or 'niets'}'"
            )
            yield scenario.outcome.where, sentence
