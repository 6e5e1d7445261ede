"""The rules for what was published before: it stays, or leads on."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.model import Handbook
from handbook.problems import Finding, nearest
from handbook.reason import addresses, guide


def addresses_stay(book: Handbook) -> Iterator[Finding]:
    """Een adres dat ooit gepubliceerd is, bestaat nog of leidt door naar zijn nieuwe plek, voor wie het toen kon openen."""
    if not guide.is_whole(book):
        return
    now = set(addresses.places(book))
    for place in addresses.published(book):
        if place not in now and not any(addresses.covers(each.old, place) for each in addresses.moves(book)):
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


def nothing_vanishes(book: Handbook) -> Iterator[Finding]:
    """Een noodnummer, een toestemming, een gevaarmerk, een geval of een vertaling van toen verdwijnt nooit ongemerkt."""
    now = set(addresses.kept(book))
    for each in book.addresses.kept:
        if each not in now:
            told = f"'{each}' is er niet meer; zet het terug, of haal deze regel weg als dat de bedoeling is"
            yield each.where, told + nearest(each, now)
