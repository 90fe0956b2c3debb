"""The handbook to read. It holds nothing on anybody, and is open to those who cannot sign in yet."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from samklang.handbook import keys
from samklang.handbook.book import Book, book
from samklang.handbook.folder import docs_folder
from samklang.handbook.markdown import headings_of, html_of
from samklang.handbook.pictures import pictures_in
from samklang.handbook.search import search
from samklang.web.language import current_language
from samklang.web.requests import PageRequest

ON_ONE_PAGE = 10
_MOST_LETTERS = 100


def _base(request: HttpRequest) -> dict[str, str]:
    """The frame around the page: without navigation for those who have not signed in."""
    return {"base": "web/page.html" if request.user.is_authenticated else "web/signed_out.html"}


def _there() -> Book:
    found = book()
    if found is None:
        raise Http404
    return found


@require_safe
def handbook(request: PageRequest) -> HttpResponse:
    """The table of contents; where the pages are not installed, where they are to be found."""
    found = book()
    chapters = found.chapters(current_language()) if found else []
    return render(request, "handbook/handbook.html", {**_base(request), "chapters": chapters, "there": bool(found)})


@require_safe
def page(request: PageRequest, part: str, slug: str) -> HttpResponse:
    """One page, in the reader's language: whoever has chosen the other is led to its twin."""
    found = _there()
    shown = found.in_language(f"{part}/{slug}", current_language())
    if shown is None:
        raise Http404
    if shown.name != f"{part}/{slug}":
        return redirect("handbook:page", shown.part, shown.slug)
    before, after = found.beside(shown, current_language())
    headings = headings_of(found, shown)
    context = {
        "page": shown,
        "html": html_of(found, shown),
        "headings": headings if len(headings) > 1 else [],
        "foreign": shown.language != current_language(),
        "before": before,
        "after": after,
    }
    return render(request, "handbook/page.html", {**_base(request), **context})


@require_safe
def found(request: PageRequest) -> HttpResponse:
    """What holds the words."""
    text = request.GET.get("q", "").strip()[:_MOST_LETTERS]
    there = book()
    hits = search(there, text, current_language()) if there else []
    shown = Paginator(hits, ON_ONE_PAGE).get_page(request.GET.get("page"))
    return render(request, "handbook/search.html", {**_base(request), "text": text, "hits": shown})


@require_safe
def keyboard(request: PageRequest) -> HttpResponse:
    """The keys, and the switch that turns them off."""
    return render(request, "handbook/keyboard.html", {**_base(request), "keys": keys.ON_THE_PAGE})


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture from docs/pictures. Its name is looked up among those there are, and never becomes a path."""
    del request
    folder = docs_folder()
    found = pictures_in(folder).get(name) if folder else None
    if found is None:
        raise Http404
    return FileResponse(found.path.open("rb"), content_type="image/png")
