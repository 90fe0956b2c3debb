"""Titles of branching cases in the language of the page."""

from django.template import Library

from samklang.practice.models import BranchingCase
from samklang.web.language import current_language

register = Library()


@register.filter
def titled(case: BranchingCase) -> str:
    """{{ case|titled }}; the Danish title where there is no English one."""
    return (case.title_en or case.title_da) if current_language() == "en" else case.title_da
