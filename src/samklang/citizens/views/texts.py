"""What citizens read before a conversation: worded, added, fetched and taken in by the programme lead."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now
from samklang.access.models import Place
from samklang.access.refusals import Refusal, require
from samklang.citizens.commands import texts as commands
from samklang.citizens.enums import Reading
from samklang.citizens.forms.public import TopicsForm
from samklang.citizens.forms.texts import LanguageFileForm, LanguageForm, TextForm, as_file, tag_of
from samklang.citizens.models import PreparationText
from samklang.citizens.queries import preparation as queries
from samklang.citizens.readability import LANGUAGES, LIMITS, lix
from samklang.citizens.sheet import LISTS, SHIPPED, Sheet, direction_of, shipped
from samklang.citizens.views.public_parts import shown
from samklang.citizens.views.sections import sections
from samklang.core.words import Value, say
from samklang.web.answers import file_to_fetch, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

_NOBODY = Refusal(say("What citizens read before a conversation is worded by the programme lead."))


class _At(NamedTuple):
    """Which text of which jobcentre. language: None where nobody has begun it yet."""

    place: Place
    tag: str
    level: Reading
    language: queries.Language | None

    @property
    def own(self) -> PreparationText | None:
        return self.language.own.get(self.level) if self.language else None

    @property
    def sheet(self) -> Sheet | None:
        return self.language.sheets.get(self.level) if self.language else None


@login_required
@require_safe
def texts(request: StaffRequest) -> HttpResponse:
    """The texts of the first jobcentre whose texts one words."""
    first = queries.jobcentres_worded(request.user).first()
    require(_NOBODY if first is None else None)
    assert first is not None  # noqa: S101 - refused otherwise
    return _list(request, first)


@login_required
@require_safe
def texts_of(request: StaffRequest, place: int) -> HttpResponse:
    """Those of another one."""
    return _list(request, _place(request, place))


def _place(request: StaffRequest, number: int) -> Place:
    """Raises Http404, also for a jobcentre whose texts one does not word, and NotAllowed for who words none."""
    places = queries.jobcentres_worded(request.user)
    require(None if places.exists() else _NOBODY)
    found: Place = get_object_or_404(places, pk=number)
    return found


def _at(request: StaffRequest, number: int, language: str, level: str) -> _At:
    """Raises Http404, NotAllowed."""
    place = _place(request, number)
    try:
        tag = tag_of(language)
    except ValidationError:
        tag = ""
    if tag != language or level not in Reading.values:
        raise Http404
    found = next((one for one in queries.languages_of(place) if one.tag == tag), None)
    return _At(place, tag, Reading(level), found)


def _list(request: StaffRequest, place: Place) -> HttpResponse:
    languages = queries.languages_of(place)
    context: dict[str, Any] = {
        "sections": sections(request, "citizens:texts"), "place_worded": place,
        "others": queries.jobcentres_worded(request.user).exclude(pk=place.pk),
        "languages": [(one, direction_of(one.tag), list(_levels(one))) for one in languages],
    }  # fmt: skip
    response: HttpResponse = page(request, "citizens/texts.html", context)
    return response


def _levels(language: queries.Language) -> Sequence[dict[str, Any]]:
    return [
        {
            "level": level, "is_own": level in language.own, "is_there": level in language.sheets,
            "lix": _lix(language.tag, level, language.sheets.get(level)),
        }
        for level in Reading
    ]  # fmt: skip


def _lix(tag: str, level: Reading, sheet: Sheet | None) -> Value:
    """How hard it reads, in words; nothing where that cannot be measured."""
    found = lix(sheet.texts()) if sheet is not None and tag in LANGUAGES else None
    if found is None:
        return ""
    limit = LIMITS[level]
    if found < limit:
        return say("LIX {lix}, below {limit} as it should be", lix=round(found), limit=limit)
    return say("LIX {lix}: it should be below {limit}", lix=round(found), limit=limit)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: StaffRequest, place: int, language: str, level: str) -> HttpResponse:
    """Word one level in one language, with what one translates from beside it."""
    at = _at(request, place, language, level)
    beside_tag = "en" if request.GET.get("beside") == "en" else "da"
    name = None if at.tag in SHIPPED else at.language.name if at.language else str(request.GET.get("name", ""))[:60]
    beside = shipped(at.level, beside_tag)
    form = TextForm(sent(request), sheet=at.sheet, beside=beside, tag=at.tag, language_name=name)

    def do() -> HttpResponse:
        commands.word_text(
            by=request.user, jobcentre=at.place, level=at.level, language=at.tag, document=form.document(),
            language_name=form.cleaned_data.get("language_name", ""), now=now(),
        )  # fmt: skip
        read = _lix(at.tag, at.level, _at(request, place, language, level).sheet)
        tell(request, say("The text is saved. {lix}.", lix=read) if read else say("The text is saved."))
        return redirect("citizens:texts-of", place=at.place.pk)

    back = reverse("citizens:texts-of", args=[at.place.pk])
    title = say("{language}: {level}", language=SHIPPED.get(at.tag) or name or at.tag, level=str(at.level.label))
    around = FormPage(
        title, say("Save the text"), back, [(say("What citizens read"), back)], template="citizens/text.html"
    )
    return form_page(
        request, form, around, do, at=at, beside_tag=beside_tag, direction=direction_of(at.tag),
        lix=_lix(at.tag, at.level, at.sheet), others=[one for one in SHIPPED if one != beside_tag],
    )  # fmt: skip


@login_required
@require_safe
def text_preview(request: StaffRequest, place: int, language: str, level: str) -> HttpResponse:
    """As the citizen sees it."""
    at = _at(request, place, language, level)
    if at.sheet is None:
        raise Http404
    context = {
        "place": at.place.name, "sheet": at.sheet, "preview": reverse("citizens:texts-of", args=[at.place.pk]),
        "parts": [(name, at.sheet.words[name], getattr(at.sheet, name)) for name in LISTS],
        "form": TopicsForm(None, sheet=at.sheet, ticked=[]), "levels": [], "languages": [],
    }  # fmt: skip
    return shown(request, "citizens/public_preparation.html", context, language=at.tag, direction=direction_of(at.tag))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text_removal(request: StaffRequest, place: int, language: str, level: str) -> HttpResponse:
    """Are you sure? Samklang's own text again; of an added language this level is gone."""
    at = _at(request, place, language, level)
    back = reverse("citizens:texts-of", args=[at.place.pk])
    if at.own is None:
        raise Http404
    if request.method == "POST":
        commands.drop_text(by=request.user, jobcentre=at.place, text=at.own)
        tell(request, say("The jobcentre's own text is deleted."))
        return redirect(back)
    links = say("Links that were sent show it from now on.")
    if at.tag not in SHIPPED:
        links = say("Links that were sent in this language show the nearest level, or Danish.")
    context = {
        "title": say("Go back to Samklang's text?") if at.tag in SHIPPED else say("Delete the text?"),
        "button": say("Delete the jobcentre's own text"), "cancel_url": back, "danger": True,
        "above": [(say("What citizens read"), back)],
        "question": say("Fetch the language as a file first, if you may want it again."), "consequences": [links],
    }  # fmt: skip
    response: HttpResponse = page(request, "web/confirm.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_language(request: StaffRequest, place: int) -> HttpResponse:
    """Which language to add. Nothing is kept until its first text is."""
    found = _place(request, place)
    form, back = LanguageForm(sent(request)), reverse("citizens:texts-of", args=[found.pk])

    def do() -> HttpResponse:
        given = form.cleaned_data
        address = reverse("citizens:text", args=[found.pk, given["language"], given["level"]])
        return redirect(f"{address}?{urlencode({'name': given['language_name']})}")

    around = FormPage(
        say("Add a language"), say("Go on to the text"), back, [(say("What citizens read"), back)],
        say("You write the text beside the Danish or English one. Let somebody who speaks the language read it before"
            " it is used."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_safe
def language_file(request: StaffRequest, place: int, language: str) -> HttpResponse:
    """A language as a file, to translate elsewhere, to keep, or for another jobcentre."""
    found = _place(request, place)
    chosen = next((one for one in queries.languages_of(found) if one.tag == language), None)
    if chosen is None:
        raise Http404
    return file_to_fetch(as_file(chosen.tag, chosen.name, chosen.sheets), f"samklang-{chosen.tag}.json")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def language_file_in(request: StaffRequest, place: int) -> HttpResponse:
    """Take a language in from a file: all of it, or nothing."""
    found = _place(request, place)
    files = request.FILES if request.method == "POST" else None
    form, back = LanguageFileForm(sent(request), files), reverse("citizens:texts-of", args=[found.pk])

    def do() -> HttpResponse:
        given = form.cleaned_data["file"]
        commands.take_language_in(
            by=request.user, jobcentre=found, language=given.tag, language_name=given.name, documents=given.documents,
            now=now(),
        )  # fmt: skip
        tell(request, say("{language} is taken in.", language=given.name))
        return redirect(back)

    around = FormPage(
        say("Take a language in from a file"), say("Take the language in"), back, [(say("What citizens read"), back)],
        say("What stands at the same levels in the same language is replaced. If anything in the file is wrong, nothing"
            " is taken in."),
    )  # fmt: skip
    return form_page(request, form, around, do)
