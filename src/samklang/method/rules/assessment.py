"""Who may judge whom, who sees it, and what must hold before a judgement counts: a refusal with a sentence, or None."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say, say_n
from samklang.method.enums import HIGHEST_LEVEL, LOWEST_LEVEL, Basis, Scale

if TYPE_CHECKING:
    from samklang.access.models import Person, Place
    from samklang.method.models import Assessment, Edition, Indicator
    from samklang.people.models import Employee, Engagement

LONGEST_NOTE = 300


def leads(person: Person, employee: Employee, engagement: Engagement | None) -> bool:
    """Whether the person is who holds the appraisal talk with the employee: their manager, or who leads their team.

    engagement: how the employee works today; None where they do not, and then nobody does.
    """
    if engagement is None or person.pk == employee.person_id:
        return False
    manager = engagement.manager
    is_manager = manager is not None and manager.person_id == person.pk
    return is_manager or person.standing.may(Right.ASSESS_STAFF, engagement.team_id)


def judge(by: Person, employee: Employee, engagement: Engagement | None) -> Refusal | None:
    """Oneself, or somebody whose appraisal talk one holds. engagement: as in `leads`."""
    if by.pk == employee.person_id:
        if engagement is not None:
            return None
        return Refusal(say("You are not employed here today, so there is no appraisal talk to judge your skills for."))
    if leads(by, employee, engagement):
        return None
    return Refusal(say("Only {name} and who leads them judge {name}'s skills.", name=employee.name))


def judged_by_these_words(employee: Employee, edition: Edition) -> Refusal | None:
    """By what has been published at the jobcentre where they work."""
    if not edition.is_draft and edition.framework.jobcentre_id == employee.jobcentre_id:
        return None
    return Refusal(
        say("{name} is judged by the published words of their own jobcentre. Choose these.", name=employee.name)
    )


def level_fits(indicator: Indicator, edition: Edition, level: int, note: str = "") -> Refusal | None:
    """A level of the scale, of an indicator of the edition that has levels."""
    if indicator.edition_id != edition.pk or indicator.scale != Scale.LEVEL:
        return Refusal(say("Skills are judged on indicators with levels. Choose one of this framework."))
    if not LOWEST_LEVEL <= level <= HIGHEST_LEVEL:
        return Refusal(say("Choose a level from {first} to {last}.", first=LOWEST_LEVEL, last=HIGHEST_LEVEL))
    if len(note) > LONGEST_NOTE:
        return Refusal(say("The note has room for {most} characters. Make it shorter.", most=LONGEST_NOTE))
    return None


def sees_assessment(person: Person, assessment: Assessment, employee: Employee, engagement: Engagement | None) -> bool:
    """Who made it sees it; the other of the two who talk does when it is shared. Nobody else."""
    if person.pk == employee.person_id:
        return assessment.basis == Basis.SELF or assessment.shared_at is not None
    if not leads(person, employee, engagement):
        return False
    return assessment.shared_at is not None or (assessment.basis == Basis.MANAGER and assessment.by_id == person.pk)


def share(by: Person, assessment: Assessment, engagement: Engagement | None) -> Refusal | None:
    """Whoever made it, while they are one of the two; something must be judged in it."""
    refusal = judge(by, assessment.employee, engagement) or _made_by(by, assessment)
    if refusal is None and assessment.shared_at is not None:
        refusal = Refusal(say("It has been shared already."))
    return refusal


def take_back(
    by: Person, assessment: Assessment, engagement: Engagement | None, talk_held: date | None
) -> Refusal | None:
    """Until the day of the talk. talk_held: the day of the first talk since it was shared; None where there is none."""
    refusal = judge(by, assessment.employee, engagement) or _made_by(by, assessment)
    if refusal is None and assessment.shared_at is None:
        refusal = Refusal(say("It has not been shared."))
    if refusal is None and talk_held is not None:
        refusal = Refusal(
            say(
                "It was shared for the talk on {day} and can no longer be taken back. Make a new one if you see it "
                "differently now.",
                day=talk_held,
            )
        )
    return refusal


def _made_by(by: Person, assessment: Assessment) -> Refusal | None:
    mine = assessment.by_id == by.pk and assessment.basis in (Basis.SELF, Basis.MANAGER)
    return None if mine else Refusal(say("Only who made a judgement shares it or takes it back."))


def observe(by: Person, employee: Employee, day: date, today: date, engagement: Engagement | None) -> Refusal | None:
    """Somebody else, employed on a day that has been. engagement: how they work on the day."""
    if by.pk == employee.person_id:
        return Refusal(say("Nobody observes themselves. Use your own judgement instead."))
    if day > today:
        return Refusal(say("{day} is still to come. Choose the day of the observation.", day=day))
    if engagement is None:
        return Refusal(say("{name} is not employed on {day}. Choose another day.", name=employee.name, day=day))
    return None


def remove_observed(by: Person, assessment: Assessment) -> Refusal | None:
    """Whoever was observed; for how long, whoever calls knows."""
    if assessment.basis == Basis.OBSERVED and assessment.employee.person_id == by.pk:
        return None
    return Refusal(say("Only whoever was observed has the levels taken out."))


def rests_on_licences(indicators: Collection[Indicator], licensed: Collection[Indicator]) -> Refusal | None:
    """Only a licensed rater's level counts. licensed: those of the indicators that the observer has a licence for."""
    if not indicators:
        return Refusal(say("Nothing has been judged. Choose a level of at least one indicator."))
    lacking = [one for one in indicators if one not in licensed]
    if not lacking:
        return None
    return Refusal(
        say_n(
            "There is no licence to judge {count} of the indicators. Leave it out, or take part in a round first.",
            "There is no licence to judge {count} of the indicators. Leave them out, or take part in a round first.",
            len(lacking),
        )
    )


def see_group_skills(by: Person) -> Refusal | None:
    """Whoever sees the skills of groups somewhere."""
    if by.standing.may(Right.SEE_SKILLS):
        return None
    return Refusal(say("You see your own skills, not those of groups. Ask your team leader."))


def choose_profiles(by: Person | None, jobcentre: Place) -> Refusal | None:
    """Whoever writes the method of the jobcentre. by: None is the house itself."""
    if by is None or by.standing.may(Right.EDIT_METHOD, jobcentre.pk):
        return None
    return Refusal(say("You do not choose the role profiles of {place}. Ask the programme lead.", place=jobcentre.name))


def profiles_are_there(chosen: Iterable[str], keys: Collection[str]) -> Refusal | None:
    """Only profiles that the method has today, or none. keys: of those there are."""
    if all(not one or one in keys for one in chosen):
        return None
    return Refusal(say("A profile you chose is no longer in the method. Choose again."))
