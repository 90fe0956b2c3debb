"""Plans of one programme side by side, in figures that the checker counted."""

from collections.abc import Sequence

from django.core.cache import cache

from samklang.core.planner import plan as plans
from samklang.core.planner.check import check
from samklang.core.planner.compare import Column, Comparison, Figures, Row
from samklang.core.planner.compare import Variant as WhatIf
from samklang.core.planner.compare.figures import best_in, dominating, figures_of
from samklang.core.planner.forecast import SICKNESS_SHARE
from samklang.core.words import say
from samklang.planning import documents
from samklang.planning.models import Variant

KEPT_S = 86_400


def compared(variants: Sequence[Variant]) -> Comparison:
    """The plans in the order given; one that breaks rules has no figures, and the reason."""
    figures = [figures_for(variant) for variant in variants]
    rows = tuple(
        Row(
            variant=WhatIf(variant.called),
            problem=None,
            figures=one,
            reason=None if one else say("It breaks rules, so its figures mean nothing."),
            proved=one.proved if one else False,
            dominated_by=dominating(place, figures),
        )
        for place, (variant, one) in enumerate(zip(variants, figures, strict=True))
    )
    return Comparison(rows, {column: best_in(column, figures) for column in Column})


def figures_for(variant: Variant) -> Figures | None:
    """The figures of a plan; None where the checker does not approve it. Worked out once."""
    if not variant.approved:
        return None
    key = f"plan-figures-{variant.fingerprint}-{variant.version.fingerprint}"
    found: Figures | None = cache.get(key)
    if found is None:
        problem, plan = documents.problem_of(variant.version.document), plans.from_document(variant.document)
        verdict = check(variant.version.document, variant.document)
        found = figures_of(problem, plan, verdict, sickness_share=SICKNESS_SHARE)
        cache.set(key, found, KEPT_S)
    return found
