"""Roles, notices and elevations beside the staff register; made through commands."""

from datetime import date, timedelta

from tests.factories.people import somebody_who_is, the_head_of

from samklang.access.commands import announce_notice, write_notice
from samklang.access.enums import Purpose, Role
from samklang.access.models import Notice, Person, Place

TEXTS = {
    "why": "Vi vil vide, om samtalerne bliver bedre.",
    "data": "En kollegas observation af to samtaler.",
    "handling": "Kun den observerede ser svarene. De slettes efter et år.",
}


def the_administrator_of(place: Place) -> Person:
    """An administrator of a place."""
    return somebody_who_is(Role.ADMINISTRATOR, place)


def the_works_council_reader_of(place: Place) -> Person:
    """Who reads for the works council."""
    return somebody_who_is(Role.WORKS_COUNCIL_READER, place)


def anew(person: Person) -> Person:
    """The person as the next page meets them."""
    return Person.objects.get(pk=person.pk)


def a_draft(
    jobcentre: Place, *, purpose: Purpose = Purpose.OBSERVATION, by: Person | None = None, **values: object
) -> Notice:
    """A notice that lacks its days, unless they are given."""
    days = {"works_council_day": None, "first_day": None}
    return write_notice(
        by=by or the_head_of(jobcentre), jobcentre=jobcentre, values={"purpose": purpose, **TEXTS, **days, **values}
    )


def a_notice(jobcentre: Place, *, announced: date, first_day: date | None = None, **values: object) -> Notice:
    """A notice announced on the day, to begin after 42 days unless another day is given."""
    head = the_head_of(jobcentre)
    first_day = first_day or announced + timedelta(days=42)
    draft = a_draft(jobcentre, by=head, works_council_day=announced, first_day=first_day, **values)
    return announce_notice(by=head, notice=draft, today=announced)
