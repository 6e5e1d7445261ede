"""The rules for routes: every step leads on, consent cannot be walked around."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handbook.model import Document, Exit, Handbook, Route
from handbook.parts import parts
from handbook.problems import Finding, nearest
from handbook.reason.mentions import PLAIN_ID
from handbook.reason.steps import consent_papers, ending_steps, leads, reached_steps


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
    reached = reached_steps(route)
    for step in route.steps:
        if step.id not in reached:
            yield step.where, f"stap '{step.id}' van route '{route.id}' is vanaf de eerste stap niet te bereiken"


def every_step_ends(route: Route, book: Handbook) -> Iterator[Finding]:
    """Vanaf elke stap is er een weg naar een eind, ook via andere routes."""
    ending = ending_steps(book)
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
            if leads(other) == leads(gate.given):
                yield (
                    other.where,
                    f"in stap '{step.id}' leidt '{name}' naar dezelfde plek als 'given'; zonder ja mag dat niet",
                )
        if gate.given.to and gate.given.to in reached_steps(route, without=step.id):
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
    asked = consent_papers(book)
    if document.consent and document.id not in asked:
        told = "is een toestemming, maar geen stap en geen escalatie vraagt erom; vul daar 'gate' of 'consent' in"
        yield document.where, f"papier '{document.id}' {told}"
    if document.id in asked and not document.consent:
        yield document.where, f"met papier '{document.id}' geeft iemand toestemming; zet er 'consent: ja' bij"
