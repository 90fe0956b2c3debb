"""The list of cases, one case with its key, and what is done with it by one button.

Only the leader of calibration comes here: a case shows its key, and whoever is to rate it must not have seen that.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from samklang.access.enums import Right
from samklang.access.queries.place import jobcentres_for
from samklang.access.refusals import require
from samklang.calibration.commands import case as commands
from samklang.calibration.forms.case import CaseFilter, named_frameworks
from samklang.calibration.models import Case
from samklang.calibration.queries import cases as queries
from samklang.calibration.queries.cases import ShownKey
from samklang.calibration.rules import case as rules
from samklang.calibration.rules.round import lead_any_calibration
from samklang.calibration.told import told
from samklang.core.words import Value, say, say_n
from samklang.web.answers import page, tell
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

PER_PAGE = 25


def above_cases(case: Case | None = None) -> list[tuple[Value, str]]:
    """The pages above one about cases."""
    found: list[tuple[Value, str]] = [
        (say("Calibration"), reverse("calibration:rounds")), (say("Cases"), reverse("calibration:cases")),
    ]  # fmt: skip
    return [*found, (case.worded("title", current_language()), case.get_absolute_url())] if case else found


def seen_case(request: StaffRequest, pk: int) -> Case:
    """A case whose key the person may see; 404 where they may not."""
    found: Case = get_object_or_404(queries.cases_for(request.user), pk=pk)
    return found


def framework_choices(request: StaffRequest) -> list[tuple[int, str]]:
    """The frameworks that the person leads calibration of, by name."""
    frameworks = list(queries.frameworks_led_by(request.user))
    return named_frameworks(frameworks, queries.newest_editions(frameworks, request.today))


@login_required
@require_safe
def cases(request: StaffRequest) -> HttpResponse:
    """Every case that the person leads calibration of: searched, narrowed, sorted, a page at a time."""
    require(lead_any_calibration(request.user))
    frameworks = framework_choices(request)
    form = CaseFilter(request.GET, frameworks=frameworks)
    asked = form.asked()
    shown = Paginator(queries.case_list(request.user, asked, current_language()), PER_PAGE).get_page(
        request.GET.get("page")
    )
    twins = queries.twins_of(list(shown.object_list))
    names = dict(frameworks)
    lacking = queries.lacking(request.user)
    context = {
        "filter_form": form,
        "page": shown,
        "rows": [
            (one, names.get(one.framework_id, one.framework.key), twins.get((one.framework_id, one.twin)))
            for one in shown.object_list
        ],
        "tabs": [
            _tab(request, "", say("In use"), asked.retired), _tab(request, "retired", say("Retired"), asked.retired),
        ],
        "asked": asked,
        "narrowed": bool(asked.text or asked.framework or asked.kind or asked.form is not None or asked.difficulty),
        "sort": asked.sort,
        "has_frameworks": bool(frameworks),
        "one_framework": asked.framework or (frameworks[0][0] if len(frameworks) == 1 else None),
        "lacking": sum(lacking.values()),
    }  # fmt: skip
    response: HttpResponse = page(request, "calibration/cases.html", context)
    return response


def _tab(request: StaffRequest, state: str, label: Value, retired: bool) -> dict[str, object]:
    query = request.GET.copy()
    query.pop("page", None)
    query["state"] = state
    return {"label": label, "url": f"?{query.urlencode()}", "current": retired == (state == "retired")}


@login_required
@require_safe
def case_page(request: StaffRequest, pk: int) -> HttpResponse:
    """The case as raters read it, the key with its reasons, and the lines each level rests on."""
    case = seen_case(request, pk)
    edition = queries.newest_editions([case.framework], request.today).get(case.framework_id)
    keys = queries.shown_keys(case, edition)
    as_rater = request.GET.get("view") == "rater"
    chosen = next((one for one in keys if one.key.indicator_key == request.GET.get("indicator")), None)
    lines = case.lines.order_by("number")
    twin = queries.twins_of([case]).get((case.framework_id, case.twin))
    revisions = list(queries.revisions_of(case))
    context: dict[str, Any] = {
        "case": case, "edition": edition, "keys": keys, "chosen": chosen, "as_rater": as_rater,
        "chosen_name": _name(chosen) if chosen else "", "twin": twin,
        "lines": told(case.framework.key, lines) if as_rater else told(
            case.framework.key, lines, _marks(keys), chosen.key.lines if chosen else ()
        ),
        "tabs": [
            {"label": say("With the key"), "url": "?", "current": not as_rater},
            {"label": say("As raters see it"), "url": "?view=rater", "current": as_rater},
        ],
        "rounds": list(queries.rounds_using(case)),
        "revisions": revisions if len(revisions) > 1 else [],
        "may_change": rules.change_case(request.user, case) is None,
        "may_restore": rules.restore_case(
            request.user, case, other_holds=any(one.retired_at is None for one in revisions if one.pk != case.pk)
        ) is None,
        "may_twin": rules.twin_case(request.user, case, has_twin=twin is not None) is None,
        "above": above_cases(),
    }  # fmt: skip
    response: HttpResponse = page(request, "calibration/case.html", context)
    return response


def _name(shown: ShownKey) -> str:
    """The indicator's name; its key where the edition has it no longer."""
    return shown.indicator.worded("name", current_language()) if shown.indicator else shown.key.indicator_key


def _marks(keys: Sequence[ShownKey]) -> Mapping[int, Sequence[Any]]:
    """What rests on each line, by its number."""
    found: dict[int, list[ShownKey]] = {}
    for one in keys:
        for number in one.key.lines:
            found.setdefault(number, []).append(one)
    return found


@login_required
@require_POST
def cases_taking_in(request: StaffRequest) -> HttpResponse:
    """Samklang's own cases for every jobcentre whose calibration the person leads, those it does not have."""
    require(lead_any_calibration(request.user))
    count = 0
    for jobcentre in jobcentres_for(request.user, Right.LEAD_CALIBRATION):
        count += len(commands.install_cases(by=request.user, jobcentre=jobcentre, now=timezone.now()))
    if count:
        tell(request, say_n("One case was taken in.", "{count} cases were taken in.", count))
    else:
        tell(request, say("All of Samklang's own cases are here already."))
    return redirect("calibration:cases")


@login_required
@require_POST
def case_retirement(request: StaffRequest, pk: int) -> HttpResponse:
    """Not offered for new rounds; can be undone."""
    case = commands.retire_case(by=request.user, case=seen_case(request, pk), now=timezone.now())
    title = case.worded("title", current_language())
    undo = reverse("calibration:case-restoring", args=[case.pk])
    tell(request, say("“{title}” was retired. Rounds that have it keep it.", title=title), undo_url=undo)
    return redirect("calibration:cases")


@login_required
@require_POST
def case_restoring(request: StaffRequest, pk: int) -> HttpResponse:
    """In use again."""
    case = commands.restore_case(by=request.user, case=seen_case(request, pk))
    tell(request, say("“{title}” is in use again.", title=case.worded("title", current_language())))
    return redirect(case)
