"""The form that companies write in: no sign-in, no cookie, nothing that is thrown away."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access import clock
from samklang.companies.commands.public_form import Sent, send_form
from samklang.companies.form_seal import Doubt, Sealed, address_key, new_seal, read_receipt, read_seal, receipt_for
from samklang.companies.forms.public_form import TRAP, PublicForm
from samklang.companies.models import Enquiry, Entrance
from samklang.core.words import LANGUAGES, Sentence, say
from samklang.delivery.material_files import MOST_BYTES
from samklang.ledger.origin import origin
from samklang.web.answers import page
from samklang.web.form_pages import refuse
from samklang.web.language import current_language
from samklang.web.limits import network
from samklang.web.requests import PageRequest
from samklang.web.uploads import SkipLarge, reads_up_to

_SEAL = "seal"
_DOUBTS: dict[Doubt, Sentence] = {
    Doubt.TOO_QUICK: say("That went very fast. Look at what you have written, and press the button once more."),
    Doubt.TOO_OLD: say("The page had been open for long. What you wrote is still here: press the button once more."),
    Doubt.FORGED: say("The form was not complete. What you wrote is still here: press the button once more."),
}


Given = ParamSpec("Given")
View = Callable[Concatenate[PageRequest, Given], HttpResponse]


def in_the_language_asked_for(view: View[Given]) -> View[Given]:
    """A link to the page can say which language it is in, for those whose browser keeps no cookies."""

    @wraps(view)
    def spoken(request: PageRequest, *args: Given.args, **given: Given.kwargs) -> HttpResponse:
        wanted = request.GET.get("language", "")
        with translation.override(wanted if wanted in LANGUAGES else current_language()):
            response = view(request, *args, **given)
            response.headers["Content-Language"] = current_language()
        return response

    return cast("View[Given]", spoken)


@csrf_exempt  # the form's own seal stands for it, so that it works where cookies are refused
@never_cache
@reads_up_to(64_000_000)
@in_the_language_asked_for
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: PageRequest, slug: str) -> HttpResponse:
    """The form; and what becomes of it when it is sent."""
    entrance = _entrance(slug)
    if request.method != "POST":
        shown = {"seal": new_seal(entrance.pk, clock.now()), "form": PublicForm()}
        return page(request, _template(entrance), {"entrance": entrance, "trap": TRAP, **shown})
    request.upload_handlers = [
        SkipLarge(request, MOST_BYTES), MemoryFileUploadHandler(request), TemporaryFileUploadHandler(request),
    ]  # fmt: skip
    return _sent(request, entrance)


def _template(entrance: Entrance) -> str:
    return "companies/public_form.html" if entrance.is_open else "companies/public_closed.html"


def _sent(request: PageRequest, entrance: Entrance) -> HttpResponse:
    """What was sent is taken, also when the form was closed meanwhile; or it is shown again as it was typed."""
    now = clock.now()
    seal = request.POST.get(_SEAL, "")
    said = read_seal(seal, entrance.pk, now)
    typed = PublicForm(request.POST, request.FILES)
    if typed.is_valid() and said.doubt is None:
        receipt_url = reverse("entrance:receipt", args=[entrance.slug, receipt_for(_taken(entrance, typed, said).pk)])
        return redirect(f"{receipt_url}?language={current_language()}")
    if not typed.errors and said.doubt is not None:
        refuse(typed, None, _DOUBTS[said.doubt])
    fresh = said.doubt in (Doubt.TOO_OLD, Doubt.FORGED)
    context = {"entrance": entrance, "trap": TRAP, "seal": new_seal(entrance.pk, now, again=True) if fresh else seal}
    return page(request, "companies/public_form.html", {**context, "files_lost": bool(request.FILES)}, form=typed)


def _taken(entrance: Entrance, typed: PublicForm, said: Sealed) -> Enquiry:
    now, given = clock.now(), typed.cleaned_data
    sent = Sent(
        typed.sender, given["need"], given["language"], given["text"], given["attached"], said.key,
        address_key(network(origin()), now), trapped=typed.trapped,
    )  # fmt: skip
    return send_form(entrance, sent, now)


@never_cache
@in_the_language_asked_for
@require_safe
def receipt(request: PageRequest, slug: str, sealed: str) -> HttpResponse:
    """What the company is told at once: the reference, who has it, and until when it has an answer."""
    entrance = _entrance(slug)
    found = Enquiry.objects.select_related("owner").filter(entrance=entrance)
    enquiry = get_object_or_404(found, pk=read_receipt(sealed) or 0)
    context: dict[str, Any] = {
        "entrance": entrance, "enquiry": enquiry, "mailed": enquiry.receipt_at is not None,
        "owner": enquiry.owner if not enquiry.look_because else None,
        "refused": enquiry.attachments.exclude(refused_because=""),
    }  # fmt: skip
    return page(request, "companies/public_receipt.html", context)


def _entrance(slug: str) -> Entrance:
    found: Entrance = get_object_or_404(Entrance.objects.select_related("municipality", "jobcentre"), slug=slug)
    return found
