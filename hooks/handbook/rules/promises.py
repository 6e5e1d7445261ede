"""The rules for promises: kept on every way, about what is there, not at odds, breakable, and never changed in silence."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.families import label
from handbook.model import Handbook, Promise, Proof
from handbook.problems import Finding, nearest
from handbook.reason.kept import decided_before, promised_before
from handbook.reason.promises import broken, can_be_held, claims, digest_of, idle, lacking, missing


def promise_is_kept(promise: Promise, book: Handbook) -> Iterator[Finding]:
    """Elke belofte is waar op elke weg, in elke uitgave en voor elke school."""
    for where, told in broken(promise, book):
        yield where, f"{told}; dat breekt belofte '{promise.id}' ({promise.where})"


def promise_is_about_something(promise: Promise, book: Handbook) -> Iterator[Finding]:
    """Een belofte gaat over plekken en antwoorden die er zijn, en noemt wat haar bewijs nodig heeft."""
    for proof in promise.proofs:
        for name in lacking(proof):
            yield proof.where, f"een bewijs '{proof.kind}' heeft '{name}' nodig; vul het in"
        for place, known in missing(proof, book):
            told = f"{label(promise)} gaat over '{place}', dat er niet is of niet past bij '{proof.kind}'"
            yield place.where, told + nearest(place, known)


def promise_can_be_broken(promise: Promise, book: Handbook) -> Iterator[Finding]:
    """Een belofte die door niets gebroken kan worden, bewijst niets en staat er niet."""
    for proof in promise.proofs:
        if can_be_held(proof, book):
            for why in idle(proof, book):
                yield proof.where, f"dit bewijs van belofte '{promise.id}' kan nooit misgaan: {why}"


def promises_agree(book: Handbook) -> Iterator[Finding]:
    """Twee beloften spreken elkaar niet tegen."""
    first: dict[tuple[str, ...], tuple[str, Promise, Proof]] = {}
    for promise in book.promises:
        for proof in promise.proofs:
            for about, value in claims(proof):
                known = first.setdefault(about, (value, promise, proof))
                if known[0] != value:
                    told = f"belofte '{promise.id}' zegt over {' '.join(about)} iets anders dan belofte '{known[1].id}'"
                    yield proof.where, f"{told} ({known[2].where}); kies er een"


def promise_changes_with_reason(promise: Promise, book: Handbook) -> Iterator[Finding]:
    """Een belofte die gepubliceerd is, verandert alleen met een dag, een reden en wie het besloot ('changed')."""
    before = promised_before(book).get(str(promise.id))
    if before and before != digest_of(promise) and len(promise.changed) <= decided_before(book)[str(promise.id)]:
        told = "is anders dan zij gepubliceerd is; zet bij 'changed' wanneer, waarom en wie dat besloot"
        yield promise.where, f"belofte '{promise.id}' {told}"
