"""The editor of the rules: sets by date, and the rules in each."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.citizens.commands import rule_sets as commands
from samklang.citizens.forms.rule_sets import RuleSetForm, TalkRuleForm
from samklang.citizens.models import RuleSet, TalkRule
from samklang.citizens.queries import rule_sets as queries
from samklang.citizens.rules import guide as reading
from samklang.citizens.rules import rule_sets as rules
from samklang.citizens.views.sections import sections
from samklang.core.words import say, say_n
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def rule_sets(request: StaffRequest) -> HttpResponse:
    """All sets, the newest first."""
    require(reading.see_conversations(request.user))
    found = queries.sets_for(request.user).prefetch_related("rules")
    context: dict[str, Any] = {
        "sections": sections(request, "citizens:applies"), "sets": list(found), "today": today(),
        "may_edit": rules.edit_rules(request.user, request.user.municipality_id) is None,
    }  # fmt: skip
    response: HttpResponse = page(request, "citizens/rule_sets.html", context)
    return response


@login_required
@require_POST
def rule_sets_taking_in(request: StaffRequest) -> HttpResponse:
    """Take in what Samklang ships and is not there."""
    count = commands.take_in_shipped_rules(by=request.user, municipality=request.user.municipality, now=now())
    told = say_n("One set of rules came in.", "{count} sets of rules came in.", count)
    tell(request, told if count else say("Everything that Samklang ships is there already."))
    return redirect("citizens:rule-sets")


def _found(request: StaffRequest, pk: int) -> RuleSet:
    require(reading.see_conversations(request.user))
    found: RuleSet = get_object_or_404(queries.sets_for(request.user), pk=pk)
    return found


@login_required
@require_safe
def rule_set(request: StaffRequest, pk: int) -> HttpResponse:
    """One set with its rules, by group."""
    found = _found(request, pk)
    rows = queries.rules_for(request.user).filter(set=found).order_by("group__position", queries.BY_MONTH, "pk")
    context = {
        "set": found, "rows": list(rows), "above": _above(), "today": today(),
        "may_edit": rules.edit_rules(request.user, found.municipality_id) is None,
    }  # fmt: skip
    response: HttpResponse = page(request, "citizens/rule_set.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rule_set_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change what it is called, when it holds, where it stands."""
    found = _found(request, pk)
    return _set_page(request, found, say("Change the set"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_rule_set(request: StaffRequest) -> HttpResponse:
    """Begin a set of one's own."""
    return _set_page(request, None, say("Begin a set of rules"))


def _set_page(request: StaffRequest, found: RuleSet | None, title: Any) -> HttpResponse:
    municipality = request.user.municipality
    require(rules.edit_rules(request.user, municipality.pk))
    form = RuleSetForm(sent(request), instance=found, initial={} if found else {"on": False})

    def do() -> HttpResponse:
        saved = commands.save_rule_set(
            by=request.user, municipality=municipality, found=found, values=form.cleaned_data, now=now()
        )
        tell(request, say("The set is saved."))
        return redirect(saved)

    cancel = found.get_absolute_url() if found else reverse("citizens:rule-sets")
    return form_page(request, form, FormPage(title, say("Save"), cancel, _above(found)), do)


@login_required
@require_POST
def rule_set_copy(request: StaffRequest, pk: int) -> HttpResponse:
    """A copy to change for the time that comes."""
    made = commands.copy_rule_set(by=request.user, found=_found(request, pk), now=now())
    tell(request, say("Here is a copy. It is switched off until you switch it on."))
    return redirect("citizens:rule-set-change", made.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rule_set_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Asked for once more, since it cannot be undone."""
    found = _found(request, pk)
    require(rules.edit_rules(request.user, found.municipality_id))
    if request.method == "POST":
        commands.remove_rule_set(by=request.user, found=found)
        tell(request, say("The set is removed."))
        return redirect("citizens:rule-sets")
    context = {
        "title": say("Remove the set?"), "button": say("Remove it"), "danger": True,
        "cancel_url": found.get_absolute_url(), "above": _above(found),
        "consequences": [say("Its rules go with it. What Samklang ships can be taken in again, as it was shipped.")],
    }  # fmt: skip
    return render(request, "web/confirm.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_talk_rule(request: StaffRequest, pk: int) -> HttpResponse:
    """Add a rule to a set."""
    return _rule_page(request, _found(request, pk), None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def talk_rule_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a rule."""
    found = _found_rule(request, pk)
    return _rule_page(request, found.set, found)


def _found_rule(request: StaffRequest, pk: int) -> TalkRule:
    found: TalkRule = get_object_or_404(queries.rules_for(request.user), pk=pk)
    return found


def _rule_page(request: StaffRequest, set_: RuleSet, found: TalkRule | None) -> HttpResponse:
    require(rules.edit_rules(request.user, set_.municipality_id))
    form = TalkRuleForm(sent(request), instance=found, groups=queries.groups_for(request.user))

    def do() -> HttpResponse:
        commands.save_talk_rule(by=request.user, set_=set_, found=found, values=form.cleaned_data, now=now())
        tell(request, say("The rule is saved."))
        return redirect(set_)

    around = FormPage(
        say("Change the rule") if found else say("Add a rule"), say("Save"), set_.get_absolute_url(), _above(set_),
        removal_url=reverse("citizens:talk-rule-removal", args=[found.pk]) if found else "",
        removal_label=say("Remove the rule"),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def talk_rule_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a rule away."""
    found = _found_rule(request, pk)
    set_ = found.set
    commands.remove_talk_rule(by=request.user, found=found, now=now())
    tell(request, say("The rule is removed."))
    return redirect(set_)


def _above(found: RuleSet | None = None) -> list[tuple[Any, str]]:
    above: list[tuple[Any, str]] = [
        (say("What applies"), reverse("citizens:applies")), (say("Sets of rules"), reverse("citizens:rule-sets")),
    ]  # fmt: skip
    return [*above, (found.name_da, found.get_absolute_url())] if found else above
