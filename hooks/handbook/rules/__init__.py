"""Every rule of meaning, one small named function each, in one visible list: RULES.

A rule looks at one record (or at the handbook as a whole) and yields a Problem for each fault. Its docstring
is what readers see on the page Controlelijst, so it is Dutch.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Flag, auto
from typing import Any

from handbook.model import Handbook, Record
from handbook.problems import Finding, Problem, Where
from handbook.rules import (
    addresses,
    chapters,
    complete,
    forms,
    guide,
    languages,
    promises,
    records,
    roles,
    routes,
    school,
    sense,
    tickets,
    today,
)


class Spared(Flag):
    """Where a rule is not asked again once it holds, and why."""

    EDITIONS = auto()  # leaving things out cannot break it: it is about a record alone, the whole, or the languages
    SCHOOLS = auto()  # it is about all schools together, or about what is the same in the handbook of each
    MEMORY = auto()  # it is about what was there before: of what it misses, another rule may know the cause


EDITIONS, SCHOOLS, MEMORY, NOWHERE = Spared.EDITIONS, Spared.SCHOOLS, Spared.MEMORY, Spared(0)


@dataclass(frozen=True)
class Rule:
    """A named rule, the family of records it looks at one by one ('' for the whole handbook), and where it is spared."""

    name: str
    family: str
    check: Callable[..., Iterator[Finding]]
    spared: Spared = NOWHERE

    @property
    def says(self) -> str:
        """The rule in Dutch: its docstring, read from its file where Python was told to leave docstrings out."""
        return (self.check.__doc__ or _docstring(self.check)).strip()

    def __call__(self, book: Handbook) -> Iterator[Problem]:
        if not self.family:
            yield from (Problem(where, sentence, self.name) for where, sentence in self.check(book))
            return
        found: dict[tuple[Where, str], dict[str, None]] = {}
        for record in getattr(book, self.family):
            for where, sentence in self.check(record, book):
                same_here = found.setdefault((where, sentence.split(f"'{record.id}'", 1)[-1]), {})
                if not (same_here and getattr(record, "made", False)):  # a variant says what its outcome says
                    same_here[sentence] = None
        for (where, _), (sentence, *same) in found.items():  # what stands in the 'defaults' of a file, is of many records
            yield Problem(where, f"{sentence}; hetzelfde geldt voor nog {len(same)}" if same else sentence, self.name)

    def holds(self, record: Record, book: Handbook) -> bool:
        """Whether the rule finds nothing wrong with one record."""
        return not any(True for _ in self.check(record, book))


def _docstring(check: Callable[..., Any]) -> str:
    source = ast.parse(textwrap.dedent(inspect.getsource(check)))
    return ast.get_docstring(source.body[0]) or ""  # type: ignore[arg-type]


RULES: dict[str, Rule] = {
    name: Rule(name, family, check, *spared)
    for name, family, check, *spared in (
        ("id", "records", records.ids_are_plain, EDITIONS),
        ("naam", "records", records.names_are_plain, EDITIONS),
        ("bestaat", "records", records.references_exist),
        ("paragraaf", "records", records.sections_exist, EDITIONS),
        ("grond", "records", records.facts_have_ground, EDITIONS),
        ("grond-lijn", "", school.lines_have_ground, EDITIONS),
        ("openbaar", "records", records.references_can_be_followed, EDITIONS),
        ("datum", "records", records.dates_run_forward, EDITIONS | SCHOOLS),
        ("afkorting", "records", records.abbreviations_are_known),
        ("escalatie", "roles", roles.role_escalates_or_stops),
        ("kring", "roles", roles.escalation_has_no_circle),
        ("eind", "roles", roles.escalation_reaches_an_end),
        ("aanspreekbaar", "roles", roles.approachable_role_says_when),
        ("lijn", "roles", roles.care_lines_exist),
        ("zelftest", "", roles.self_test_has_one_right_answer, EDITIONS),
        ("leden", "roles", roles.meeting_has_members),
        ("stap-id", "routes", routes.steps_have_own_ids, EDITIONS),
        ("wie", "routes", routes.step_has_an_actor),
        ("vervolg", "routes", routes.step_has_one_way_on, EDITIONS),
        ("besluit", "routes", routes.decision_has_answers, EDITIONS),
        ("uitgang", "routes", routes.exit_leads_somewhere),
        ("bereikbaar", "routes", routes.every_step_is_reached),
        ("route-eind", "routes", routes.every_step_ends),
        ("toestemming", "routes", routes.consent_paper_has_a_gate),
        ("poort", "routes", routes.gate_holds, EDITIONS),
        ("tekent", "routes", routes.signer_gives_the_consent, EDITIONS),
        ("papier", "documents", routes.consent_paper_is_one),
        ("escalatie-papier", "roles", roles.escalation_asks_consent),
        ("status", "terms", records.status_has_ground, EDITIONS),
        ("veld-id", "forms", forms.blanks_have_own_ids, EDITIONS),
        ("veldnaam", "forms", forms.blanks_sound_different, EDITIONS),
        ("keuzes", "forms", forms.blanks_have_their_choices, EDITIONS),
        ("blok", "forms", forms.groups_can_be_drawn, EDITIONS),
        ("opmaak", "forms", forms.form_texts_are_plain, EDITIONS),
        ("versie", "forms", forms.changed_form_has_new_version, EDITIONS),
        ("lezersvraag", "asked", guide.reader_question_has_one_reader, EDITIONS),
        ("maand", "calendar", records.months_exist, EDITIONS | SCHOOLS),
        ("dubbele-zin", "chapters", chapters.nothing_is_said_twice, EDITIONS),
        ("proza", "chapters", chapters.prose_is_plain, EDITIONS),
        ("link", "chapters", chapters.links_lead_somewhere),
        ("uitkomst", "outcomes", guide.outcome_names_someone_to_go_to),
        ("kaartje-nood", "outcomes", tickets.in_need_only_numbers),
        ("kaartje-heel", "outcomes", tickets.ticket_is_whole),
        ("kaartje-wie", "", tickets.reader_can_go_there),
        ("kaartje-zelf", "", tickets.nobody_is_sent_to_themselves),
        ("kaartje-ander", "", tickets.reader_is_no_third),
        ("kaartje-stil", "outcomes", tickets.confidential_stays_so),
        ("kaartje-toestemming", "outcomes", tickets.consent_is_that_of_the_step),
        ("kaartje-nummer", "", tickets.number_stands_beside_the_call),
        ("kaartje-school", "", tickets.ticket_is_of_one_school),
        ("kaartje-verband", "", tickets.partnership_stands_with_its_school),
        ("kaartje-kies", "", tickets.what_to_choose_can_be_clicked),
        ("weetje", "", tickets.notices_stand_below_a_ticket),
        ("kaartje-niet", "outcomes", complete.safe_ticket_says_what_to_leave),
        ("kaartje-geld", "", complete.who_pays_can_be_helped),
        ("kaartje-buiten", "", complete.rights_lead_out_of_school),
        ("kaartje-thuis", "", complete.pupils_read_what_home_hears),
        ("kaartje-taal", "", complete.who_signs_can_read_it),
        ("kaartje-overleg", "outcomes", complete.next_meeting_is_named),
        ("kaartje-variant", "outcomes", complete.variant_knows_as_much, EDITIONS | SCHOOLS),
        ("archief", "records", today.archive_leads_on),
        ("archief-weg", "", today.nobody_is_sent_to_the_archive),
        ("archief-nu", "", today.today_leads_to_today),
        ("verwijzing", "", today.reference_can_be_looked_up),
        ("opzoeken", "", today.look_up_is_for_what_is_said, EDITIONS),
        ("dag-geweest", "", today.dates_have_been),
        ("rol-in-gids", "roles", guide.approachable_role_is_in_guide, EDITIONS | SCHOOLS),
        ("route-in-gids", "routes", guide.route_is_in_guide, EDITIONS | SCHOOLS),
        ("gids-werk", "", guide.own_work_is_in_guide),
        ("gids-begin", "", guide.guide_is_not_empty),
        ("gids-school", "", guide.guide_asks_for_every_school, EDITIONS | SCHOOLS),
        ("gids-een-school", "", guide.answer_of_one_school_is_from_its_source, EDITIONS | SCHOOLS),
        ("gids-id", "", guide.guide_ids_are_own),
        ("gids-doel", "", guide.guide_answers_lead_somewhere),
        ("gids-kring", "", guide.guide_has_no_circle),
        ("gids-bereik", "", guide.guide_reaches_everything),
        ("gids-keuze", "", guide.guide_questions_have_choice),
        ("gids-lengte", "", guide.guide_paths_are_short),
        ("gids-omvang", "", guide.guide_stays_small),
        ("adres-weg", "", addresses.addresses_stay, MEMORY),
        ("verhuisd", "", addresses.moves_lead_somewhere, MEMORY),
        ("belofte", "promises", promises.promise_is_kept),
        ("belofte-bestaat", "promises", promises.promise_is_about_something),
        ("belofte-leeg", "promises", promises.promise_can_be_broken, EDITIONS),
        ("belofte-strijdig", "", promises.promises_agree, EDITIONS),
        ("belofte-anders", "promises", promises.promise_changes_with_reason, EDITIONS),
        ("geheugen", "", addresses.memory_is_whole, EDITIONS),
        ("weg", "", addresses.nothing_vanishes, EDITIONS | MEMORY),
        ("niets-openbaar", "", records.something_is_left, EDITIONS),
        ("zoekwoord", "", guide.words_of_situations_differ, EDITIONS),
        ("onderwerp", "", guide.topics_are_about_something, EDITIONS | SCHOOLS),
        ("onderwerp-woord", "", guide.words_of_topics_differ, EDITIONS),
        ("onderwerp-uitkomst", "", guide.outcomes_have_their_words, EDITIONS),
        ("geval", "", guide.scenarios_come_true),
        ("nummer", "", school.numbers_stand_with_the_locations, EDITIONS),
        ("bellen", "", school.called_numbers_are_numbers, EDITIONS),
        ("drie-cijfers", "", sense.short_numbers_are_known, EDITIONS),
        ("belkosten", "helplines", sense.costs_fit_the_number, EDITIONS | SCHOOLS),
        ("persoon", "", sense.nobody_is_named, EDITIONS | SCHOOLS),
        ("draagt", "records", sense.somebody_can_bear_it, EDITIONS),
        ("jaartal", "", sense.years_make_sense, EDITIONS | SCHOOLS),
        ("dag-bestaat", "", sense.days_exist, EDITIONS),
        ("lijnnummer", "", school.lines_are_numbered, EDITIONS),
        ("uitgave", "", school.editions_are_whole, EDITIONS),
        ("school-id", "", school.schools_have_own_folders),
        ("schooljaar", "", school.school_year_runs_forward, EDITIONS),
        ("nieuws", "", school.news_leads_somewhere),
        ("vestiging", "", school.locations_name_their_roles, EDITIONS),
        ("contact", "", school.contacts_can_be_reached),
        ("iedereen", "", school.school_sends_to_public_roles),
        ("taal", "", languages.languages_are_whole, EDITIONS),
        ("vertaling", "", languages.translations_follow_the_dutch, EDITIONS),
        ("vertaald-getal", "", languages.translations_keep_the_numbers, EDITIONS),
        ("vertaald-nee", "", languages.translations_keep_the_no, EDITIONS),
        ("vertaald-naam", "", languages.translations_keep_the_names, EDITIONS),
        ("vertaald-zin", "", languages.translations_keep_the_sense, EDITIONS),
        ("vertaald-woord", "", languages.translations_explain_words, EDITIONS),
        ("uniek", "", records.ids_are_unique, EDITIONS),
        ("school", "", school.school_refers_to_what_exists),
        ("adres", "", school.addresses_are_safe, EDITIONS),
        ("woord", "", records.words_have_one_meaning),
        ("begrip-school", "", records.meanings_are_for_every_school, EDITIONS | SCHOOLS),
        ("gedragen", "", records.every_section_is_carried, EDITIONS),
    )
}


def findings(book: Handbook, of_school: bool = False) -> list[Problem]:
    """Everything that the rules find wrong with a handbook, whole, of one school, or as an edition shows it."""
    there = (SCHOOLS if of_school else NOWHERE) | (EDITIONS if book.edition.shows else NOWHERE)
    return [problem for rule in RULES.values() if not rule.spared & there for problem in rule(book)]


NAMING = ("id", "stap-id", "veld-id", "gids-id", "school-id", "uniek", "uitgave", "taal", "verhuisd", "adres")  # addresses
UNSAFE = (*NAMING, "opmaak", "proza")  # what may be shown to no one: also what is no plain text


def dangers(book: Handbook) -> list[Problem]:
    """What would be unsafe to show, even to who is still writing it."""
    return [problem for name in UNSAFE for problem in RULES[name](book)]
