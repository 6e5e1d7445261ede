"""The real data: only this file opens data/ and content/. A red test here is a fault in the data, not in the code."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
import yaml

from handbook.draw import charts
from handbook.draw.fitted import drawn
from handbook.draw.layout import WIDEST, engine, engine_notice
from handbook.reason.edition import narrow
from handbook.reason.mentions import ABBREVIATION
from handbook.reason.steps import ways as ways_on
from helpers import HOME, shipped
from test_meanings import examples_that_are_not_there

ROUTES = [route.id for route in shipped().routes]
# A telephone number however it is typed; a date, a year and a number of a law are none.
NUMBER = r"(?<![\w.-])(?:\+31[ -]?|\(?0)\d{1,3}\)?(?:[ -]?\d){4,8}(?![\w-])"
GLOSSARY_OF_THE_SOURCE = (
    "CIC CvI CVO-FA DB-formulier FZ/AO GGD GPL LGF LVS LWOO MBO NDT NIO OKR OOVR OZA PCL Pro REC RVC SMW SVL VO ZAT"
)


def test_every_role_has_an_escalation_path() -> None:
    """Read from the files as they are, without the package: whatever a role does when it is stuck, it comes to a stop."""
    typed = [yaml.safe_load((HOME / f"data/{name}.yaml").read_text("utf-8")) for name in ("roles", "meetings", "outside")]
    onward = {role["id"]: {way["to"] for way in role.get("escalation", ())} for each in typed for role in each["roles"]}
    stops = {role["id"] for each in typed for role in each["roles"] if role.get("stops")}
    assert len(onward) == len(shipped().roles) >= 80
    assert stops == {role for role, ways in onward.items() if not ways}
    for role in onward:
        trail, reached = {role}, {role}
        while trail:  # every way at once, a step further each time; a circle would never end
            trail = set().union(*(onward[each] for each in trail))
            reached |= trail
            assert role not in trail, f"vanaf {role} loopt een weg rond"
        assert reached & stops, f"vanaf {role} komt niemand bij een eind"


@pytest.mark.parametrize("route", ROUTES)
def test_list_and_chart_of_a_route_tell_the_same(route: str) -> None:
    """The same steps in the same order, and the same ways on, however the chart is folded."""
    told = shipped().route[route]
    listed = [(step.id, way.answer, way.words) for step in told.steps for way in ways_on(told, step, shipped())]
    for fold in (0, 1, 2):
        chart = charts.chart_of_route(told, shipped(), fold=fold)
        steps = [node for node in chart.nodes if node.shape in ("step", "decision", "gate")]
        assert [node.id for node in steps] == [step.id for step in told.steps]
        by_id = {node.id: node for node in chart.nodes}
        ways = [(node.id, row.answer) for node in steps for row in node.rows]
        ways += [(edge.tail, edge.label) for edge in chart.edges if edge.label or by_id[edge.head].shape in ("end", "open")]
        silent = {(a.id, b.id) for a, b in pairwise(told.steps) if not ways_on(told, a, shipped())}
        assert silent == {
            (edge.tail, edge.head) for edge in chart.edges if not ways_on(told, told_step(told, edge.tail), shipped())
        }
        ways += [(e.tail, "") for e in chart.edges if not e.label and by_id[e.head].shape not in ("end", "open")
                 and ways_on(told, told_step(told, e.tail), shipped())]  # fmt: skip
        assert sorted(ways) == sorted((step, answer) for step, answer, _ in listed)


def told_step(route: object, step: str) -> object:
    return next(each for each in route.steps if each.id == step)  # type: ignore[attr-defined]


@pytest.mark.parametrize("route", ROUTES)
def test_chart_of_a_route_fits_a_phone(route: str) -> None:
    drawing = drawn(shipped().route[route], shipped())
    assert drawing.width <= WIDEST
    assert 15 * 328 / drawing.width >= 14  # the size of the text on a screen of 360 px


@pytest.mark.parametrize("role", [role.id for role in shipped().roles if role.escalation])
def test_chart_of_a_role_fits_a_phone(role: str) -> None:
    assert drawn(charts.chart_of_escalation(shipped().role[role], shipped()), shipped()).width <= WIDEST


def test_the_pinned_layout_engine_draws() -> None:
    assert engine_notice() == ""
    assert engine().__name__ == "_own_dot"


@pytest.mark.parametrize("word", GLOSSARY_OF_THE_SOURCE.split())
def test_the_glossary_of_the_source_is_complete(word: str) -> None:
    term = next(term for term in shipped().terms if word.lower() in (str(name).lower() for name in (term.name, *term.also)))
    assert any((citation.source, citation.section) == ("melanchthon", "10.6") for citation in term.sources)
    assert term.full


def test_every_meaning_is_one_short_text() -> None:
    assert [term.id for term in shipped().terms if len(term.meaning) > 180] == []


def test_public_holds_no_staff_record() -> None:
    public = narrow(shipped(), "public")
    assert {record.edition for record in public.records} == {"public"}
    assert len(public.roles) < len(shipped().roles)
    assert len(public.routes) < len(shipped().routes)


def test_every_record_has_a_keeper_and_a_date() -> None:
    for record in shipped().records:
        assert record.owner in shipped().role
        assert record.due > record.reviewed


DIGEST = re.compile(r'digest: "[0-9a-f]{12}"|: [0-9a-f]{8}"$|https?://[^\s"]+', re.MULTILINE)  # no number to call


def test_no_person_and_no_number_of_a_person_in_the_data() -> None:
    """Just the numbers that everyone may call stand in the data, which proves the looking; and no address to mail."""
    typed = [path.read_text(encoding="utf-8") for path in sorted((HOME / "data").rglob("*.yaml"))]
    assert len(typed) >= 18
    said = " ".join(
        re.sub(r'digest: "[0-9a-f]{12}"|: [0-9a-f]{8}"$|https?://[^\s"]+', "", each, flags=re.MULTILINE) for each in typed
    )
    numbers = {re.sub(r"\D", "", each) for each in re.findall(NUMBER, said)}
    helplines = [number for line in shipped().helplines for number in line.numbers]
    called = {re.sub(r"\D", "", each) for each in (*helplines, *shipped().school.public_numbers)}
    assert {"08002000", "09001113111"} <= numbers <= called
    assert re.findall(r"\S*@\S*", re.sub("@VO|M@ZL", "", said)) == []


@pytest.mark.parametrize(
    "typed", ["06-12345678", "010-484 25 77", "0612345678", "+31 6 1234 5678", "(010) 4842577", "0184 123456"]
)
def test_a_number_of_a_person_would_be_found(typed: str) -> None:
    assert len(re.findall(NUMBER, f"Bel {typed}, of kom langs.")) == 1


def test_every_example_in_the_data_dictionary_stands_in_the_data() -> None:
    assert examples_that_are_not_there(shipped(), HOME) == []


def test_parents_are_addressed_as_u_and_pupils_as_je() -> None:
    for asked in shipped().asked:
        said = " ".join([asked.name, asked.short, *(fact.text for fact in asked.more)]).lower()
        wrong = r"\b(je|jij|jou|jouw|jullie)\b" if asked.audience == ("parent",) else r"\b(u|uw)\b"
        assert not re.search(wrong, said), asked.id


def test_parents_and_pupils_find_their_questions() -> None:
    of = {reader: [asked for asked in shipped().asked if asked.audience == (reader,)] for reader in ("parent", "pupil")}
    assert len(of["parent"]) >= 20 and len(of["pupil"]) >= 8
    says = "niet in het zorgplan"  # what to do comes first, in every answer; that the plan is silent comes after it
    assert all(says in asked.short.partition(". ")[2] for asked in shipped().asked if not asked.known)
    assert not any(says in asked.short.partition(". ")[0] for asked in shipped().asked)


def test_abbreviations_are_recognised() -> None:
    text = "ZAT, CvI en My@VO bij FZ/AO; een DB-formulier, PM3 en VO-VO, maar niet Mentor of A."
    assert ABBREVIATION.findall(text) == ["ZAT", "CvI", "My@VO", "FZ/AO", "DB", "PM3", "VO-VO"]
