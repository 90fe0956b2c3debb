"""A case tried as a learner meets it, from any turn. Everything said stands in the address; nothing is saved."""

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from samklang.access.clock import today
from samklang.practice.enums import BranchingState
from samklang.practice.models import BranchingCase
from samklang.practice.queries import editor as queries
from samklang.practice.queries.ground import script_of
from samklang.practice.script import Script
from samklang.practice.script_walk import Going, going, remarks_on
from samklang.practice.views.editor import above_in, found_case
from samklang.web.answers import page
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_MOST_SAID = 100
"""A draft may go in a ring."""


@login_required
@require_safe
def case_trying(request: StaffRequest, pk: int) -> HttpResponse:
    """from: the turn it begins with; the case's first where none is named. said: which line in each turn, "1-3-2"."""
    case = found_case(request, pk)
    whole = script_of(case)
    start = str(request.GET.get("from", ""))
    script = replace(whole, start=start if whole.turn(start) else whole.start)
    said = _said(script, str(request.GET.get("said", "")))
    way = _way(script, said)
    names = queries.words_for(case, today()).indicators(current_language())
    lines = way.turn.lines if way.turn else ()
    context = {
        "case": case, "script": script, "way": way, "above": above_in(case),
        "rows": [(one, [(names.get(key, key), remark) for key, remark in remarks_on(one)]) for one in way.spoken],
        "choices": [(line, _address(case, script, [*said, number])) for number, line in enumerate(lines, 1)],
        "back_url": _address(case, script, said[:-1]) if said else "", "over_url": _address(case, script, []),
        "ring": len(said) >= _MOST_SAID,
        "mend_url": _mend_url(case, way),
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/editor_try.html", context)
    return response


def _said(script: Script, text: str) -> list[int]:
    """As many of the numbers as are lines on the way."""
    found: list[int] = []
    turn = script.turn(script.start)
    for one in text.split("-")[:_MOST_SAID]:
        number = int(one) if one.isascii() and one.isdecimal() and len(one) == 1 else 0
        if turn is None or not 1 <= number <= len(turn.lines):
            break
        found.append(number)
        turn = script.turn(turn.lines[number - 1].to)
    return found


def _way(script: Script, said: list[int]) -> Going:
    path, turn = [], script.turn(script.start)
    for number in said:
        if turn is None:
            break
        line = turn.lines[number - 1]
        path.append((turn.key, line.key))
        turn = script.turn(line.to)
    return going(script, path)


def _address(case: BranchingCase, script: Script, said: list[int]) -> str:
    asked = {"from": script.start, "said": "-".join(map(str, said))}
    return f"{reverse('practice:case-trying', args=[case.pk])}?{urlencode(asked)}#now"


def _mend_url(case: BranchingCase, way: Going) -> str:
    """Where the turn that is shown is changed; of a way that stops, the turn it stopped in."""
    turn = way.turn or (way.last.turn if way.last else None)
    if case.state != BranchingState.DRAFT or turn is None:
        return ""
    return reverse("practice:case-turn", args=[case.pk, turn.key])
