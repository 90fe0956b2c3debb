"""The letters of a jobcentre: which there are, and the page where one is read and written anew."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access import clock
from samklang.access.enums import Right
from samklang.access.models import Place
from samklang.access.queries import jobcentres_for
from samklang.core.words import LANGUAGES, Value, say
from samklang.delivery import letters as texts
from samklang.delivery.commands import letters as commands
from samklang.delivery.forms.mail import LetterForm
from samklang.delivery.letters import Kind
from samklang.delivery.models import LetterText
from samklang.delivery.queries.letters import wording
from samklang.delivery.views.courses import above_all
from samklang.web.answers import page, tell
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def letters(request: StaffRequest, place: int) -> HttpResponse:
    """Every letter, and which of them the jobcentre has written anew."""
    jobcentre = _jobcentre(request, place)
    own = {(one.letter, one.language): one for one in LetterText.objects.filter(jobcentre=jobcentre)}
    rows = [
        (texts.title(key), key, [(language, own.get((key, language))) for language in LANGUAGES])
        for key in texts.kinds()
    ]
    context = {"jobcentre": jobcentre, "rows": rows, "above": above_all()}
    response: HttpResponse = page(request, "delivery/letters.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: StaffRequest, place: int, key: str, language: str) -> HttpResponse:
    """The letter as it is, how it looks to its reader, and the form in which it is written anew."""
    jobcentre, kind = _jobcentre(request, place), _kind(key, language)
    now = wording(jobcentre.pk, key, language)
    form = LetterForm(
        request.POST if request.method == "POST" else None, kind=kind,
        initial={"subject": now.subject, "body": now.body},
    )  # fmt: skip
    shown = now
    if form.is_bound and form.is_valid():
        shown = form.text
        if "look" not in request.POST:
            commands.write_letter(
                by=request.user, jobcentre=jobcentre, letter=key, language=language, text=shown, now=clock.now()
            )
            tell(request, say("The letter is saved. Mail that is written or waits from now on says this."))
            return redirect("delivery:letter", jobcentre.pk, key, language)
    context = {
        "jobcentre": jobcentre, "kind": kind, "title": texts.title(key), "written_in": language,
        "above": _above(jobcentre), "own": _own(jobcentre, key, language),
        "needed": kind.needed, "others": [one for one in kind.fields if one not in kind.needed],
        "looked": "look" in request.POST and form.is_valid(),
        "example": texts.filled(shown, texts.example(language)),
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/letter.html", context, form=form)
    return response


@login_required
@require_POST
def letter_removal(request: StaffRequest, place: int, key: str, language: str) -> HttpResponse:
    """Samklang's own text holds again."""
    jobcentre, kind = _jobcentre(request, place), _kind(key, language)
    commands.take_back_letter(by=request.user, jobcentre=jobcentre, letter=kind.key, language=language)
    tell(request, say("The letter is Samklang's own again."))
    return redirect("delivery:letter", jobcentre.pk, key, language)


def _jobcentre(request: StaffRequest, place: int) -> Place:
    return get_object_or_404(jobcentres_for(request.user, Right.RUN_COURSES), pk=place)


def _kind(key: str, language: str) -> Kind:
    if key not in texts.kinds() or language not in LANGUAGES:
        raise Http404
    return texts.kinds()[key]


def _own(jobcentre: Place, key: str, language: str) -> LetterText | None:
    found = LetterText.objects.filter(jobcentre=jobcentre, letter=key, language=language)
    return found.select_related("edited_by").first()


def _above(jobcentre: Place) -> list[tuple[Value, str]]:
    return [*above_all(), (say("Letters about courses"), reverse("delivery:letters", args=[jobcentre.pk]))]
