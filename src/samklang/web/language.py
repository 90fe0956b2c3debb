"""The language of the page at hand."""

from django.utils.translation import get_language

from samklang.core.words import LANGUAGES


def current_language() -> str:
    """ "da" or "en": what the person has chosen; Danish where nothing is said."""
    found = (get_language() or LANGUAGES[0])[:2]
    return found if found in LANGUAGES else LANGUAGES[0]
