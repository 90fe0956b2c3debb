"""What the two write before and after, and deleting it. Every page is for the two alone."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samklang.access.clock import now
from samklang.access.refusals import require
from samklang.core.words import say
from samklang.practice.commands import sparring_notes as commands
from samklang.practice.forms.sparring_notes import AfterForm, AgreementsForm, FocusForm
from samklang.practice.queries import sparring as queries
from samklang.practice.rules import sparring as rules
from samklang.practice.views.sparring import above_sparring, found_sparring, url_of
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sparring_focus(request: StaffRequest, pk: int) -> HttpResponse:
    """One to three things for the partner to look at."""
    found = found_sparring(request, pk)
    notes = queries.notes_of(request.user, found)
    require(rules.choose_focus(request.user, found, notes))
    assert notes is not None  # noqa: S101 - the rule has refused otherwise
    indicators = queries.looked_at(found)
    form = FocusForm(
        sent(request), indicators=indicators, initial={"focus": notes.focus, "words": notes.focus_words}
    )  # fmt: skip

    def do() -> HttpResponse:
        given = form.cleaned_data
        commands.choose_focus(by=request.user, sparring=found, focus=given["focus"], words=given["words"])
        tell(request, say("Saved. Only the two of you see it."))
        return redirect(found)

    around = FormPage(
        say("What is looked at"), say("Save"), url_of(found), above_sparring(request, found),
        template="practice/sparring_focus.html",
    )  # fmt: skip
    chosen = request.POST.getlist("focus") if form.is_bound else notes.focus
    parts = queries.parts_of(indicators, ())
    return form_page(request, form, around, do, parts=parts, chosen=chosen)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sparring_first_words(request: StaffRequest, pk: int) -> HttpResponse:
    """The focus person speaks first: written here, or said aloud."""
    found = found_sparring(request, pk)
    notes = queries.notes_of(request.user, found)
    require(rules.speak_first(request.user, found, notes, now()))
    form = AfterForm(sent(request), initial={"focus_says": notes.focus_says if notes else ""})

    def do() -> HttpResponse:
        words = "" if form.cleaned_data["aloud"] else form.cleaned_data["focus_says"]
        commands.speak_first(by=request.user, sparring=found, words=words, now=now())
        return redirect(f"{url_of(found)}#after")

    around = FormPage(
        say("You speak first"), say("Save, and see the sheet"), url_of(found), above_sparring(request, found),
        template="practice/sparring_first_words.html",
    )  # fmt: skip
    return form_page(request, form, around, do)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sparring_agreements(request: StaffRequest, pk: int) -> HttpResponse:
    """At most two things to try."""
    found = found_sparring(request, pk)
    notes = queries.notes_of(request.user, found)
    require(rules.see_sheet_together(request.user, found, notes))
    form = AgreementsForm(sent(request), agreements=notes.agreements if notes else ())

    def do() -> HttpResponse:
        commands.agree(by=request.user, sparring=found, agreements=form.agreements())
        tell(request, say("Saved. You are both reminded on the day."))
        return redirect(f"{url_of(found)}#after")

    lead = say("Two at most, small enough to be tried in the next conversation.")
    around = FormPage(say("What you agree on"), say("Save"), url_of(found), above_sparring(request, found), lead)
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sparring_notes_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Are you sure? Then all of it is gone."""
    found = found_sparring(request, pk)
    require(rules.see_notes(request.user, found, queries.notes_of(request.user, found)))
    if request.method == "POST":
        commands.delete_notes(by=request.user, sparring=found)
        tell(request, say("Your notes are deleted."))
        return redirect(found)
    context = {
        "title": say("Delete our notes"), "button": say("Delete our notes"), "cancel_url": url_of(found),
        "above": above_sparring(request, found), "danger": True,
        "consequences": [
            say("Focus, sheet, what was said and what you agreed on are deleted at once, for both of you."),
            say("It cannot be undone. That the two of you met stays."),
        ],
    }  # fmt: skip
    response: HttpResponse = page(request, "web/confirm.html", context)
    return response
