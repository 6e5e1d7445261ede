"""The rules for what was published before: it stays, or leads on."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.model import Handbook
from handbook.problems import Finding, nearest
from handbook.reason import addresses, guide
from handbook.reason.kept import Lost, code_of, lost, sum_of


def addresses_stay(book: Handbook) -> Iterator[Finding]:
    """Een adres dat ooit gepubliceerd is, bestaat nog of leidt door naar zijn nieuwe plek, voor wie het toen kon openen."""
    if not guide.is_whole(book):
        return
    now, moved = set(addresses.places(book)), {str(each.old) for each in addresses.moves(book)}
    for place in addresses.published(book):
        if place not in now and moved.isdisjoint(addresses.around(place)):
            yield place.where, f"het adres '{place}' is weg; zet bij 'moved' waar het nu staat{nearest(place, now)}"
    for place in addresses.published_elsewhere(book):
        if place in now:
            told = "konden niet al deze lezers openen, en nu wel; mag dat, haal het dan weg bij die andere uitgave"
            yield place.where, f"het adres '{place}' {told}"


def moves_lead_somewhere(book: Handbook) -> Iterator[Finding]:
    """Wat verhuisd is, bestaat niet meer op zijn oude adres, en zijn nieuwe adres is er."""
    if not guide.is_whole(book):
        return
    now, goals, fixed = addresses.standing(book), addresses.linkable(book), addresses.fixed(book)
    before, whole = set(addresses.published(book)), not book.edition.shows
    for each in book.addresses.moved:
        gone_for_some = whole and each.old in before and addresses.gone_somewhere(each.old, book)
        if each.old in fixed or each.old.startswith(addresses.TYPED):
            yield each.old.where, f"'{each.old}' is een vaste bladzijde en kan niet verhuizen; haal deze regel weg"
        elif (each.old in now and not gone_for_some) or not addresses.ADDRESS.fullmatch(each.old):
            yield each.old.where, f"'{each.old}' kan niet verhuisd zijn: het bestaat nog, of het is geen adres van deze site"
        if addresses.led_on(book).get(each.new, each.new) not in goals and (whole or each.old in before):
            told = f"'{each.old}' is verhuisd naar '{each.new}', maar dat adres is er niet"
            yield each.new.where, told + nearest(each.new, goals)


def memory_is_whole(book: Handbook) -> Iterator[Finding]:
    """Wat onthouden is van de vorige publicatie, is heel: niemand verandert het met de hand."""
    if sum_of(list(map(str, book.addresses.kept))) != book.addresses.sum:
        told = "wat hier onthouden is, is beschadigd of met de hand veranderd"
        yield book.addresses.sum.where if book.addresses.sum else book.addresses.where, f"{told}; zet het terug uit git"


def nothing_vanishes(book: Handbook) -> Iterator[Finding]:
    """Wat lezers beschermt of helpt, verdwijnt of draait niet ongemerkt: iemand is er met een reden akkoord mee."""
    yield from _agreements(book)
    gone = lost(book)
    if gone and code_of(gone) not in {str(each.code) for each in book.addresses.agreed}:
        yield from ((each.line.where, each.told) for each in gone)
        yield book.addresses.where, _asks(gone, book)


def _asks(gone: tuple[Lost, ...], book: Handbook) -> str:
    """The one line with which somebody agrees."""
    much = "1 ding verdwijnt of verandert" if len(gone) == 1 else f"{len(gone)} dingen verdwijnen of veranderen"
    line = f'- {{on: JJJJ-MM-DD, by: {book.school.ask}, reason: waarom dit mag, code: "{code_of(gone)}"}}'
    return f"{much} voor lezers; mag dat, zet dan onder 'agreed:' deze regel, met de reden: {line}"


def _agreements(book: Handbook) -> Iterator[Finding]:
    for each in book.addresses.agreed:
        if each.by not in book.role:
            yield each.by.where, f"rol '{each.by}' bij 'agreed' bestaat niet{nearest(each.by, book.role)}"
        if len(each.reason.split()) < LEAST_REASON or each.reason == "waarom dit mag":
            yield each.reason.where, f"'{each.reason}' is geen reden; zeg in een paar woorden waarom dit mag"


LEAST_REASON = 3  # words
