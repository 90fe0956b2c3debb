"""Finding a company by anything it is known as."""

from functools import reduce
from operator import and_

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When

from samklang.access.models import Person
from samklang.companies.found_by import looked_for, sorted_by
from samklang.companies.models import Company
from samklang.companies.models.company import by_name
from samklang.companies.queries.companies import companies_for

MOST_FOUND = 20


def holding(text: str) -> Q:
    """The condition that a company is known by every word of the text; everything where there is no word."""
    return reduce(and_, (Q(found_by__contains=word) for word in looked_for(text)), Q())


def companies_matching(person: Person, text: str) -> QuerySet[Company]:
    """The companies known by every word, those whose name begins so first; none where there is no word."""
    words = looked_for(text)
    if not words:
        return Company.objects.none()
    begins = When(found_by__startswith=sorted_by(text) or words[0], then=Value(False))
    first = Case(begins, default=Value(True), output_field=BooleanField())
    found = companies_for(person).filter(holding(text))
    return found.order_by(first, F("ceased_on").asc(nulls_first=True), by_name(), "pk")
