"""The documents' own tags for pages of the site: short dates, a cohort's colour, a stored sentence."""

from datetime import date

from django.template import Context, Library

from samklang.core.planner.plan import Words
from samklang.reports import dates
from samklang.reports.plan_pictures import cohort_colour
from samklang.reports.plan_view import stated
from samklang.web.language import current_language

register = Library()
register.simple_tag(cohort_colour)


def _language(context: Context) -> str:
    return str(context.get("language") or current_language())


@register.simple_tag(takes_context=True)
def short_day(context: Context, day: date) -> str:
    """«tors. 12. sep.»."""
    return dates.short_day(day, _language(context))


@register.simple_tag(takes_context=True)
def in_words(context: Context, stored: Words | None) -> str:
    """A sentence from a document, which holds it in every language."""
    return stated(stored, _language(context))
