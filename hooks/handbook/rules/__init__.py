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

from handbook.model import Handbook, Record
from handbook.problems import Finding, Problem
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
        ("id", "records", records.ids_are_plain),
        ("naam", "records", records.names_are_plain),
        ("bestaat", "records", records.references_exist),
        ("paragraaf", "records", records.sections_exist),
        ("grond", "records", records.facts_have_ground),
        ("grond-lijn", "", school.lines_have_ground),
        ("openbaar", "records", records.references_can_be_followed),
        ("datum", "records", records.dates_run_forward),
        ("afkorting", "records", records.abbreviations_are_known),
        ("escalatie", "roles", roles.role_escalates_or_stops),
        ("kring", "roles", roles.escalation_has_no_circle),
        ("eind", "roles", roles.escalation_reaches_an_end),
        ("aanspreekbaar", "roles", roles.approachable_role_says_when),
        ("lijn", "roles", roles.care_lines_exist),
        ("zelftest", "", roles.self_test_has_one_right_answer),
        ("leden", "roles", roles.meeting_has_members),
        ("stap-id", "routes", routes.steps_have_own_ids),
        ("wie", "routes", routes.step_has_an_actor),
        ("vervolg", "routes", routes.step_has_one_way_on),
        ("besluit", "routes", routes.decision_has_answers),
        ("uitgang", "routes", routes.exit_leads_somewhere),
        ("bereikbaar", "routes", routes.every_step_is_reached),
        ("route-eind", "routes", routes.every_step_ends),
        ("toestemming", "routes", routes.consent_paper_has_a_gate),
        ("poort", "routes", routes.gate_holds),
        ("tekent", "routes", routes.signer_gives_the_consent),
        ("papier", "documents", routes.consent_paper_is_one),
        ("escalatie-papier", "roles", roles.escalation_asks_consent),
        ("status", "terms", records.status_has_ground),
        ("veld-id", "forms", forms.blanks_have_own_ids),
        ("veldnaam", "forms", forms.blanks_sound_different),
        ("keuzes", "forms", forms.blanks_have_their_choices),
        ("blok", "forms", forms.groups_can_be_drawn),
        ("opmaak", "forms", forms.form_texts_are_plain),
        ("versie", "forms", forms.changed_form_has_new_version),
        ("lezersvraag", "asked", guide.reader_question_has_one_reader),
        ("maand", "calendar", records.months_exist),
        ("dubbele-zin", "chapters", chapters.nothing_is_said_twice),
        ("proza", "chapters", chapters.prose_is_plain),
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
        ("kaartje-niet", "outcomes", complete.safe_ticket_says_what_to_leave),
        ("kaartje-geld", "", complete.who_pays_can_be_helped),
        ("kaartje-buiten", "", complete.rights_lead_out_of_school),
        ("kaartje-thuis", "", complete.pupils_read_what_home_hears),
        ("kaartje-taal", "", complete.who_signs_can_read_it),
        ("kaartje-overleg", "outcomes", complete.next_meeting_is_named),
        ("archief", "records", today.archive_leads_on),
        ("archief-weg", "", today.nobody_is_sent_to_the_archive),
        ("archief-nu", "", today.today_leads_to_today),
        ("verwijzing", "", today.reference_can_be_looked_up),
        ("opzoeken", "", today.look_up_is_for_what_is_said),
        ("dag-geweest", "", today.dates_have_been),
        ("rol-in-gids", "roles", guide.approachable_role_is_in_guide),
        ("route-in-gids", "routes", guide.route_is_in_guide),
        ("gids-werk", "", guide.own_work_is_in_guide),
        ("gids-begin", "", guide.guide_is_not_empty),
        ("gids-id", "", guide.guide_ids_are_own),
        ("gids-doel", "", guide.guide_answers_lead_somewhere),
        ("gids-kring", "", guide.guide_has_no_circle),
        ("gids-bereik", "", guide.guide_reaches_everything),
        ("gids-keuze", "", guide.guide_questions_have_choice),
        ("gids-lengte", "", guide.guide_paths_are_short),
        ("gids-omvang", "", guide.guide_stays_small),
        ("adres-weg", "", addresses.addresses_stay),
        ("verhuisd", "", addresses.moves_lead_somewhere),
        ("belofte", "promises", promises.promise_is_kept),
        ("belofte-bestaat", "promises", promises.promise_is_about_something),
        ("belofte-leeg", "promises", promises.promise_can_be_broken),
        ("belofte-strijdig", "", promises.promises_agree),
        ("belofte-anders", "promises", promises.promise_changes_with_reason),
        ("geheugen", "", addresses.memory_is_whole),
        ("weg", "", addresses.nothing_vanishes),
        ("niets-openbaar", "", records.something_is_left),
        ("zoekwoord", "", guide.words_of_situations_differ),
        ("onderwerp", "", guide.topics_are_about_something),
        ("onderwerp-woord", "", guide.words_of_topics_differ),
        ("onderwerp-uitkomst", "", guide.outcomes_have_their_words),
        ("geval", "", guide.scenarios_come_true),
        ("nummer", "", school.numbers_stand_with_the_locations),
        ("bellen", "", school.called_numbers_are_numbers),
        ("drie-cijfers", "", sense.short_numbers_are_known),
        ("belkosten", "helplines", sense.costs_fit_the_number),
        ("persoon", "", sense.nobody_is_named),
        ("draagt", "records", sense.somebody_can_bear_it),
        ("jaartal", "", sense.years_make_sense),
        ("dag-bestaat", "", sense.days_exist),
        ("lijnnummer", "", school.lines_are_numbered),
        ("uitgave", "", school.editions_are_whole),
        ("school-id", "", school.schools_have_own_folders),
        ("schooljaar", "", school.school_year_runs_forward),
        ("nieuws", "", school.news_leads_somewhere),
        ("vestiging", "", school.locations_name_their_roles),
        ("contact", "", school.contacts_can_be_reached),
        ("iedereen", "", school.school_sends_to_public_roles),
        ("taal", "", languages.languages_are_whole),
        ("vertaling", "", languages.translations_follow_the_dutch),
        ("vertaald-getal", "", languages.translations_keep_the_numbers),
        ("vertaald-nee", "", languages.translations_keep_the_no),
        ("vertaald-naam", "", languages.translations_keep_the_names),
        ("vertaald-zin", "", languages.translations_keep_the_sense),
        ("vertaald-woord", "", languages.translations_explain_words),
        ("uniek", "", records.ids_are_unique),
        ("school", "", school.school_refers_to_what_exists),
        ("adres", "", school.addresses_are_safe),
        ("woord", "", records.words_have_one_meaning),
        ("gedragen", "", records.every_section_is_carried),
    )
}


# What an edition that shows only a part cannot break when the whole holds: rules about a record alone, about the handbook
# as a whole, and about the languages, whose translations are narrowed later.
OF_THE_WHOLE = frozenset((
    "gedragen", "taal", "vertaling", "weg", "vertaald-getal", "vertaald-nee", "vertaald-naam",
    "vertaald-zin", "vertaald-woord", "dag-bestaat",
    "persoon", "belkosten", "draagt", "jaartal", "drie-cijfers", "nummer", "bellen", "id", "naam", "paragraaf", "grond",
    "grond-lijn", "datum", "stap-id", "vervolg", "besluit", "proza", "dubbele-zin", "maand", "veld-id", "veldnaam", "keuzes",
    "onderwerp", "onderwerp-woord", "onderwerp-uitkomst",
    "blok", "opmaak", "versie", "lezersvraag", "uniek", "uitgave", "lijnnummer", "vestiging", "adres", "zoekwoord",
    "belofte-leeg", "belofte-strijdig", "belofte-anders", "geheugen", "zelftest", "schooljaar",
    "rol-in-gids", "route-in-gids", "niets-openbaar", "openbaar", "status", "tekent", "poort", "opzoeken",
))  # fmt: skip


# The same for the handbook of one school: that all there is can be come by is asked of all schools together, and a sentence
# that names nobody and no other day does so in every school.
OF_ALL_SCHOOLS = frozenset((
    "rol-in-gids", "route-in-gids", "onderwerp", "persoon", "jaartal", "datum", "belkosten", "maand",
))  # fmt: skip
OF_MEMORY = frozenset(("adres-weg", "verhuisd", "weg"))  # what they miss, another rule may know the cause of


def findings(book: Handbook, of_school: bool = False) -> list[Problem]:
    """Everything that the rules find wrong with a handbook, whole, of one school, or as an edition shows it."""
    cannot = (OF_ALL_SCHOOLS if of_school else frozenset()) | (OF_THE_WHOLE if book.edition.shows else frozenset())
    return [problem for name, rule in RULES.items() if name not in cannot for problem in rule(book)]
