"""Every concept of a jobcentre, as one looks up a word."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samklang.access.enums import Right
from samklang.access.queries.notices import jobcentres_around
from samklang.access.refusals import require
from samklang.method import rules
from samklang.method.forms.concepts import ConceptFilter
from samklang.method.queries.search import by_letter, concept_editions, entries_of
from samklang.web.answers import page
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def concepts(request: StaffRequest) -> HttpResponse:
    """The concepts that hold on the day, A to Å, narrowed by words and by framework."""
    require(rules.see_method(request.user))
    jobcentres = list(jobcentres_around(request.user, Right.SEE_METHOD))
    form = ConceptFilter(request.GET, jobcentres=jobcentres)
    jobcentre, language = form.chosen_jobcentre(), current_language()
    editions = concept_editions(request.user, jobcentre, request.as_of) if jobcentre else []
    form.offer([(one.framework.key, one.worded("name", language)) for one in editions])
    shown = [one for one in editions if form.chosen_framework() in {"", one.framework.key}]
    every = entries_of(editions, form.chosen_text(), language)
    numbers = {one.framework_id for one in shown}
    letters = by_letter(one for one in every if one.framework.pk in numbers)
    context = {
        "filter_form": form,
        "letters": letters,
        "count": sum(len(letter.entries) for letter in letters),
        "text": form.chosen_text(),
        "many": len(shown) > 1,
        "any": bool(editions),
        "jobcentre": jobcentre if len(jobcentres) > 1 else None,
    }
    response: HttpResponse = page(request, "method/concepts.html", context)
    return response
