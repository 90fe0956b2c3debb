"""Papers about the installation: to read on the screen, and to fetch as Word and PDF."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samklang.access.refusals import require
from samklang.core.words import render, say
from samklang.desk.papers import PAPERS
from samklang.desk.papers.about import About
from samklang.desk.papers.rights import WORKS_COUNCIL, see_paper
from samklang.desk.views.shown import shown
from samklang.web.answers import file_to_fetch
from samklang.web.language import current_language
from samklang.web.papers.paper import Paper
from samklang.web.papers.pdf import paper_pdf
from samklang.web.papers.word import paper_docx
from samklang.web.requests import StaffRequest

_MAKERS = {"docx": paper_docx, "pdf": paper_pdf}


@login_required
@require_safe
def papers(request: StaffRequest) -> HttpResponse:
    """Those the person may see, and what each is for."""
    require(see_paper(request.user, WORKS_COUNCIL))
    found = [(slug, sort) for slug, sort in PAPERS.items() if see_paper(request.user, slug) is None]
    return shown(request, "desk/papers.html", {"papers": found})


@login_required
@require_safe
def paper(request: StaffRequest, what: str) -> HttpResponse:
    """One paper, made now."""
    made = _made(request, what)
    files = [
        {"label": say("To work on"), "kind": "DOCX", "url": reverse("paper-file", args=[what, "docx"])},
        {"label": say("To print and send"), "kind": "PDF", "url": reverse("paper-file", args=[what, "pdf"])},
    ]
    return shown(request, "desk/paper.html", {"paper": made, "files": files})


@login_required
@require_safe
def paper_file(request: StaffRequest, what: str, kind: str) -> HttpResponse:
    """The same as a file, in the language of the page."""
    make = _MAKERS.get(kind)
    if make is None:
        raise Http404
    made, language = _made(request, what), current_language()
    name = f"{render(made.title, language).partition(':')[0].lower().replace(' ', '-')}-{request.today:%Y-%m-%d}.{kind}"
    return file_to_fetch(make(made, language, timezone.now()), name)


def _made(request: StaffRequest, what: str) -> Paper:
    sort = PAPERS.get(what)
    if sort is None:
        raise Http404
    require(see_paper(request.user, what))
    return sort.make(About(request.user, request.today, timezone.now()))
