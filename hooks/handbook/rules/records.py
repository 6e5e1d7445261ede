"""The rules for every record: ids, names, references, ground, dates, edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.families import FAMILIES, label, named
from handbook.model import Chapter, Citation, Fact, Handbook, Moment, Outcome, Record, Term, Text
from handbook.parts import parts, references
from handbook.problems import Finding, nearest
from handbook.read.chapters import cited
from handbook.reason.edition import may_see, shown
from handbook.reason.mentions import MARKUP, PLAIN_ID, claims
from handbook.reason.records import (
    abbreviations,
    citations,
    known_abbreviations,
    known_ids,
    seen_by,
    wrong_section,
)
from handbook.reason.school_words import SENTENCE, any_of
from handbook.reason.schools import called


def ids_are_plain(record: Record, book: Handbook) -> Iterator[Finding]:
    """Een id bestaat uit kleine letters, cijfers en streepjes, want het wordt een webadres."""
    if not PLAIN_ID.fullmatch(record.id):
        yield record.id.where, f"het id '{record.id}' mag alleen kleine letters, cijfers en streepjes bevatten"


def names_are_plain(record: Record, book: Handbook) -> Iterator[Finding]:
    """Een naam bevat geen tekens voor opmaak, want hij komt in titels en menu's."""
    name: Text = getattr(record, "name", None) or getattr(record, "title", None) or Text()
    made = isinstance(record, Outcome) and record.made  # the name is that of a step, on a page of its own
    if not made and (found := MARKUP.search(name)):
        yield name.where, f"de naam '{name}' bevat het teken {found[0]}; laat het weg"


def references_exist(record: Record, book: Handbook) -> Iterator[Finding]:
    """Elke verwijzing gaat naar iets wat bestaat."""
    known = known_ids(book)
    for family, target in references(record):
        if target not in known[family]:
            what, that = named(family)
            sentence = f"{label(record)} verwijst naar {what} '{target}', {that} niet bestaat"
            yield target.where, sentence + nearest(target, known[family])


def sections_exist(record: Record, book: Handbook) -> Iterator[Finding]:
    """Elke bronvermelding noemt een paragraaf die in die bron staat."""
    within = tuple(cited(record)) if isinstance(record, Chapter) else ()
    for part in (*parts(record), *within):
        for citation in [part] if isinstance(part, Citation) else part.sources if isinstance(part, Fact) else ():
            if citation in within and citation.source not in book.source:
                yield citation.where, f"bron '{citation.source}' bestaat niet{nearest(citation.source, book.source)}"
            yield from wrong_section(citation, book)


def facts_have_ground(record: Record, book: Handbook) -> Iterator[Finding]:
    """Elk feit zegt waar het vandaan komt: een bron, een afleiding of een eigen verwijzing met datum."""
    if record.basis == "stated" and not record.sources:
        yield record.where, f"{label(record)} heeft geen bron; vul 'sources' in of kies een andere 'basis'"
    for part in parts(record):
        if not isinstance(part, Fact):
            continue
        if part.basis == "derived" and not part.derived_from:
            yield part.where, "een afgeleid feit ('derived') zegt bij 'derived_from' waaruit het volgt"
        if part.basis == "added" and not part.references:
            yield part.where, "een toegevoegd feit ('added') heeft bij 'references' een eigen verwijzing nodig"


def references_can_be_followed(record: Record, book: Handbook) -> Iterator[Finding]:
    """Wat een lezer ziet, verwijst alleen naar wat die lezer ook kan zien: openbaar niet naar wat van medewerkers is."""
    for edition in book.school.editions:
        if not may_see(edition, record.edition):
            continue
        for family, target in references(shown(record, edition)):
            seen = seen_by(book).get(family, {}).get(target)
            if seen is not None and edition.id not in seen:
                what, that = named(family)
                told = f"{label(record)} staat in de {edition.name}, maar noemt {what} '{target}', {that} daar niet in staat"
                yield target.where, told


def dates_run_forward(record: Record, book: Handbook) -> Iterator[Finding]:
    """De volgende controle valt na de laatste."""
    if record.due <= record.reviewed:
        yield record.where, f"bij {label(record)} valt 'due' ({record.due}) niet na 'reviewed' ({record.reviewed})"


def abbreviations_are_known(record: Record, book: Handbook) -> Iterator[Finding]:
    """Elke afkorting staat in de begrippenlijst."""
    known = known_abbreviations(book)
    for word, where in abbreviations(record):
        if word not in known:
            yield where, f"de afkorting '{word}' staat niet in de begrippenlijst{nearest(word, known)}"


def status_has_ground(term: Term, book: Handbook) -> Iterator[Finding]:
    """Een woord dat niet meer geldt, zegt sinds wanneer en volgens wie."""
    status = term.status
    if status.now in ("ended", "renamed") and not (status.since and status.references):
        yield status.where, f"bij begrip '{term.id}' horen 'since' en 'references', want het is {status.now}"


def ids_are_unique(book: Handbook) -> Iterator[Finding]:
    """Een id komt binnen zijn soort één keer voor."""
    for name in FAMILIES:
        first: dict[str, Any] = {}
        for record in getattr(book, name) if name != "outcomes" else ():  # the rule 'gids-id' looks at these
            if record.id in first:
                yield record.id.where, f"het id '{record.id}' bestaat al (zie {first[record.id].where})"
            first.setdefault(record.id, record)


def words_have_one_meaning(book: Handbook) -> Iterator[Finding]:
    """Een woord dat vanzelf een link wordt, wijst naar één ding."""
    for word, targets in claims(book).items():
        if len({target.address for target in targets}) > 1:
            places = ", ".join(sorted({str(target.where) for target in targets}))
            yield max(target.where for target in targets), f"het woord '{word}' hoort bij meer dan een ding ({places})"


def meanings_are_for_every_school(book: Handbook) -> Iterator[Finding]:
    """Een betekenis staat overal bij het woord: wat maar voor één school geldt, staat bij 'note'."""
    schools = book.school.schools
    names = any_of(name for school in schools for name in called(school))
    for term in book.terms if len(schools) > 1 else ():
        said = SENTENCE.split(term.meaning)
        of_one = [each for each in said if names.search(each)]
        if 0 < len(of_one) < len(said):
            told = f"begrip '{term.id}' zegt ook tegen lezers van een andere school '{of_one[0]}'"
            yield term.meaning.where, f"{told}; zet die zin bij 'note' onder 'status'"


def every_section_is_carried(book: Handbook) -> Iterator[Finding]:
    """Elke paragraaf van een bron staat in het handboek, of zegt waarom niet."""
    cited = {(citation.source, citation.section) for citation in citations(book)}
    for source in book.sources:
        for section in source.sections:
            if ((source.id, section.id) in cited) == bool(section.not_carried):
                sentence = (
                    "wordt aangehaald én heeft 'not_carried'"
                    if section.not_carried
                    else ("wordt nergens aangehaald; vul 'not_carried' in met de reden")
                )
                yield section.where, f"paragraaf '{section.id}' van bron '{source.id}' {sentence}"


def something_is_left(book: Handbook) -> Iterator[Finding]:
    """Wat elke lezer een eigen pagina belooft, zoals de begrippen, heeft in elke uitgave ook iets om te tonen."""
    for name in ("roles", "routes", "terms", "situations", "asked"):
        records = getattr(book, name)
        for edition in book.school.editions if records else ():
            if not any(may_see(edition, record.edition) for record in records):
                told = f"staat in de {edition.name}; kijk naar 'edition' bij 'defaults', of zet er '{edition.id}' bij een"
                yield records[0].where, f"geen {FAMILIES[name].one} {told}"


def months_exist(moment: Moment, book: Handbook) -> Iterator[Finding]:
    """Een maand is een getal van 1 tot en met 12."""
    if moment.month is not None and not 1 <= moment.month <= 12:
        yield moment.where, f"bij moment '{moment.id}' is maand {moment.month} geen maand; kies 1 tot en met 12"
