"""The pages about skills, as far as a person has any use for them."""

from django.urls import reverse

from samklang.access.enums import Right
from samklang.core.words import Sentence, say
from samklang.method.queries.assessments import own_employee, people_led_by
from samklang.web.requests import StaffRequest


def skill_tabs(request: StaffRequest) -> list[dict[str, object]]:
    """One's own skills, those one talks with, groups, and which profile goes with which role."""
    person = request.user
    found: list[tuple[Sentence, str]] = []
    if own_employee(person) is not None:
        found.append((say("My skills"), "method:own-skills"))
    if people_led_by(person, request.today).exists():
        found.append((say("Those I talk with"), "method:staff-skills"))
    if person.standing.may(Right.SEE_SKILLS):
        found.append((say("Groups"), "method:skills"))
    if person.standing.may(Right.EDIT_METHOD):
        found.append((say("Role profiles"), "method:role-profiles"))
    return [{"label": label, "url": reverse(name), "current": request.path == reverse(name)} for label, name in found]
