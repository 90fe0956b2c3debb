"""How long data are kept, and what the next night would delete."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access import commands, rules
from samklang.access.commands.retention import run
from samklang.access.enums import Right
from samklang.access.queries.retention import coming, rule_on, rules_on
from samklang.access.refusals import require
from samklang.access.retention import BY_NAME
from samklang.core.words import Sentence, say, say_n
from samklang.desk.forms.privacy import RetentionForm
from samklang.desk.views.shown import shown
from samklang.web.answers import tell
from samklang.web.requests import StaffRequest

_YEAR = 365


@login_required
@require_safe
def retention(request: StaffRequest) -> HttpResponse:
    """Each kind: how long, after what, on which ground, and how many rows the next night would take."""
    require(rules.see_retention(request.user))
    municipality, tonight = request.user.municipality, request.today + timedelta(days=1)
    due = {one.rule.kind.what: one for one in run(today=tonight, dry_run=True, municipality=municipality)}
    may_edit = request.user.standing.may(Right.EDIT_RETENTION, municipality.pk)
    context = {
        "rows": [
            {"rule": one, "time": in_words(one.days), "due": due.get(one.kind.what), "may_edit": may_edit}
            for one in rules_on(municipality, request.today)
        ],
        "everywhere": [{"rule": one, "time": in_words(one.days)} for one in rules_on(None, request.today)],
        "coming": [(BY_NAME[one.what].title, one, in_words(one.days)) for one in coming(municipality, request.today)],
        "municipality": municipality,
    }
    return shown(request, "desk/retention.html", context)


def in_words(days: int) -> Sentence:
    """Whole years as years, the rest as days."""
    if days % _YEAR == 0:
        return say_n("{count} year", "{count} years", days // _YEAR)
    return say_n("{count} day", "{count} days", days)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def retention_rule(request: StaffRequest, what: str) -> HttpResponse:
    """The municipality sets its own time, from a day."""
    municipality, kind = request.user.municipality, BY_NAME.get(what)
    if kind is None or kind.everywhere:
        raise Http404
    require(rules.set_retention(request.user, municipality, 1))
    held = rule_on(municipality, what, request.today)
    initial = {"days": held.days, "first_day": request.today, "ground": held.own.ground if held.own else ""}
    form = RetentionForm(request.POST or None, today=request.today, initial=initial)
    if request.method == "POST" and form.is_valid():
        commands.set_retention(by=request.user, municipality=municipality, what=what, **form.cleaned_data)
        tell(request, say("The time has been set."))
        return redirect("retention")
    return shown(request, "desk/retention_rule.html", {"kind": kind}, form=form)
