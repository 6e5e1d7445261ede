"""What the pages about forms show beside the form itself."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.model import Change, Form, Handbook
from handbook.reason.backlinks import Backlinks, Share
from handbook.reason.form_fields import papers_on, signers
from handbook.render.files import size_of
from handbook.render.form_pdf import Paper, Pdf, pages_of


@dataclass(frozen=True)
class Download:
    """A PDF as its reader chooses it: the name of the file, and its pages and size in words."""

    file: str
    pages: str
    size: str


@dataclass(frozen=True)
class FormPage:
    """A form to take along, who signs it, where it is used, the papers on it (by id), and its versions, newest first."""

    normal: Download
    large: Download
    signers: list[str]
    use: list[Share]
    papers: list[str]
    changes: list[Change]


def form_page(form: Form, paper: Paper, backlinks: Backlinks) -> FormPage:
    """What the page of a form shows."""
    return FormPage(
        normal=_download(f"{form.id}.pdf", paper.normal),
        large=_download(f"{form.id}-groot.pdf", paper.large),
        signers=signers(form),
        use=backlinks.form_use[form.id],
        papers=papers_on(form),
        changes=[*reversed(form.changes)],
    )


def _download(file: str, pdf: Pdf) -> Download:
    return Download(file, pages_of(pdf.pages), size_of(pdf.content))


def index(book: Handbook) -> list[tuple[Form, str]]:
    """Every form with its number of pages in words."""
    return [(form, pages_of(form.pages)) for form in book.forms]
