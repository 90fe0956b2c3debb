"""The preparation of a meeting: a page whose sections are saved as one types, and one to read and print."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now
from samklang.access.refusals import require
from samklang.companies import sheet as content
from samklang.companies.commands.sheets import save_sheet
from samklang.companies.enums import MeetingState
from samklang.companies.forms.sheets import SheetForm
from samklang.companies.models import Meeting
from samklang.companies.queries.meetings import meetings_for
from samklang.companies.queries.sheets import (
    Known,
    concepts_by_key,
    known_before,
    shown_texts,
    stored_texts,
    suggested,
)
from samklang.companies.rules import sheets as rules
from samklang.companies.sheet import Section
from samklang.companies.views.meeting_parts import above_meeting
from samklang.companies.views.sheet_parts import known_context, read_sheet, section_context, worded_offers
from samklang.companies.written import mark_of
from samklang.core.words import say
from samklang.web.answers import UNPROCESSABLE, page, tell
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """All of it. The first time a draft stands there, made of what is known; saving takes it in as it stands."""
    found = _meeting(request, pk)
    if found.state == MeetingState.HELD:
        return redirect("companies:sheet-reading", pk)
    require(rules.prepare(request.user, found))
    known = known_before(found, now())
    form = _form(found, known, request.POST if request.method == "POST" else None, content.sections())
    status = 200
    if form.is_bound:
        taken = _take(request.POST, known)
        if _save(request, found, form, taken) and not form.errors:
            return _after_saving(request, found, taken)
        status = UNPROCESSABLE
    concepts = concepts_by_key(request.user, now())
    context = {
        "meeting": found, "above": above_meeting(found), "form": form, "known": known_context(known),
        "fresh": found.sheet_at is None,
        "sections": [section_context(one, form, known, concepts) for one in content.sections()],
        "offers": worded_offers(timezone.localdate(found.begins)),
    }  # fmt: skip
    response: HttpResponse = render(request, "companies/sheet.html", context, status=status)
    return response


def _after_saving(request: StaffRequest, found: Meeting, taken: Mapping[str, str]) -> HttpResponse:
    if taken:
        section = next(one for one in content.sections() if any(field.key in taken for field in one.fields))
        return redirect(f"{reverse('companies:sheet', args=[found.pk])}#section-{section.key}")
    tell(request, say("The preparation is saved. It is on your phone too, at the meeting's page."))
    return redirect(found)


@login_required
@require_POST
def sheet_section(request: StaffRequest, pk: int, section: str) -> HttpResponse:
    """Save one section as one types; with a suggestion taken in, the section again. Without htmx: the whole sheet."""
    found = _meeting(request, pk)
    require(rules.prepare(request.user, found))
    chosen = next((one for one in content.sections() if one.key == section), None)
    if chosen is None:
        raise Http404
    known = known_before(found, now())
    form = _form(found, known, request.POST, (chosen,))
    taken = _take(request.POST, known)
    saved = _save(request, found, form, taken)
    if not request.htmx:
        return redirect(f"{reverse('companies:sheet', args=[pk])}#section-{section}")
    whole = bool(taken) or bool(form.keep())
    if whole and saved and not form.errors:
        form = _form(found, known, None, (chosen,))
    shown = section_context(chosen, form, known, concepts_by_key(request.user, now()) if whole else {})
    context = {
        "meeting": found, "section": shown, "form": form, "came_new": True, "at": found.sheet_at,
        "offers": worded_offers(timezone.localdate(found.begins)),
    }  # fmt: skip
    template = "companies/_sheet_section.html" if whole else "companies/_sheet_saved.html"
    response: HttpResponse = render(request, template, context, status=200 if saved else UNPROCESSABLE)
    return response


@login_required
@require_safe
def sheet_reading(request: StaffRequest, pk: int) -> HttpResponse:
    """What was prepared, to read on the way and to print."""
    found = _meeting(request, pk)
    texts = shown_texts(found, known_before(found, now()), current_language())
    day = timezone.localdate(found.begins)
    chosen = texts.get("offers", "").splitlines()
    context = {
        "meeting": found, "above": above_meeting(found), "contacts": list(found.contacts.all()),
        "read": read_sheet(texts), "offers": [one for one in worded_offers(day) if one["key"] in chosen],
        "may_prepare": rules.prepare(request.user, found) is None,
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/sheet_reading.html", context)
    return response


def _meeting(request: StaffRequest, pk: int) -> Meeting:
    found: Meeting = get_object_or_404(meetings_for(request.user), pk=pk)
    return found


def _form(found: Meeting, known: Known, data: Any, sections: tuple[Section, ...]) -> SheetForm:
    stored = stored_texts(found)
    return SheetForm(
        data, shown=[field for one in sections for field in one.fields],
        texts=shown_texts(found, known, current_language()),
        marks={key: mark_of(text) for key, text in stored.items()}, day=timezone.localdate(found.begins),
    )  # fmt: skip


def _take(data: QueryDict, known: Known) -> dict[str, str]:
    """The suggestion that was tapped, by its field."""
    field, _, key = str(data.get("take", "")).partition(".")
    if field not in content.fields():
        return {}
    found = dict(suggested(field, known, "", current_language()))
    return {field: found[key]} if key in found else {}


def _save(request: StaffRequest, found: Meeting, form: SheetForm, taken: Mapping[str, str]) -> bool:
    """Store what is in order. False where there are faults, or a colleague has written meanwhile."""
    in_order = form.is_valid()
    typed = [one._replace(text=_added(one.text, taken[one.key])) if one.key in taken else one for one in form.typed()]
    form.theirs = save_sheet(by=request.user, meeting=found, typed=typed, now=now())
    found.refresh_from_db(fields=["sheet", "sheet_at"])
    form.marks = {key: mark_of(text) for key, text in stored_texts(found).items()}
    return in_order and not form.theirs


def _added(text: str, line: str) -> str:
    return f"{text}\n{line}" if text and line not in text else text or line
