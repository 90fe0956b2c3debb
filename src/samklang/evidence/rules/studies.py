"""What must hold before a study is changed, drawn, frozen, fed and answered: a refusal with a sentence, or None."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.core.words import Sentence, say, say_n
from samklang.evidence.enums import Chosen, Kind, StudyState
from samklang.evidence.rules.evidence import run_evidence

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.evidence.models import Study, StudyFile

MOST_UNITS, MOST_PERIODS, MOST_WAVES = 500, 60, 12
FEWEST_UNITS, FEWEST_WAVES, FIRST_WAVE = 2, 2, 2
NOT_DRAWN = 1
"""The seed of a study whose order has never been drawn."""


def change_study(by: Person, study: Study) -> Refusal | None:
    """Whoever runs evidence there, until the plan is frozen."""
    if refusal := run_evidence(by, study.jobcentre):
        return refusal
    match study.state:
        case StudyState.DRAFT:
            return None
        case StudyState.STOPPED:
            return Refusal(say("The study is stopped. Set up another one."))
        case _:
            return Refusal(say(
                "The plan is frozen, and nothing in it is changed any more: that is what makes the answer worth "
                "something. You can stop the study with a reason, and set up another."
            ))  # fmt: skip


def rollout_fits(periods: int, first_wave: int, waves: int, apart: int) -> Sentence | None:
    """What is wrong with periods and waves; None where they go together."""
    if first_wave < FIRST_WAVE:
        return say("There must be a period before the first wave, to compare with. Let the first wave come later.")
    if first_wave > periods:
        return say("The first wave comes after the last period. Let it come earlier, or let the study last longer.")
    if first_wave + (waves - 1) * apart > periods + 1:
        return say(
            "The last wave comes too late: it can wait until the period after the last one, and no longer. Choose "
            "fewer waves, a shorter time between them, or more periods."
        )  # fmt: skip
    return None


def lacks(study: Study) -> list[tuple[str, Sentence]]:
    """What has not been said yet: the step where it is said, and a sentence. Empty where the plan can be reckoned."""
    found: list[tuple[str, Sentence]] = []
    if not study.outcome:
        found.append(("outcome", say("Say what is counted, and how.")))
    if study.smallest_relevant is None:
        found.append(("relevance", say("Say which effect is the smallest that matters.")))
    if study.first_day is None:
        found.append(("rollout", say("Say when the first period begins, and when who is trained.")))
    elif wrong := rollout_fits(study.periods, study.first_wave, study.waves, study.apart):
        found.append(("rollout", wrong))
    if study.level is None if study.kind == Kind.SHARE else study.deviation is None:
        found.append(("expected", say("Say what you expect without training.")))
    return found


def reckonable(study: Study) -> Refusal | None:
    """Whether enough is said to reckon what the study would see."""
    return next((Refusal(sentence) for _step, sentence in lacks(study)), None)


def choose_units(by: Person, study: Study, count: int) -> Refusal | None:
    """So many units, while the plan is open."""
    if refusal := change_study(by, study):
        return refusal
    if count > MOST_UNITS:
        return Refusal(say("{most} units at most can be in a study.", most=MOST_UNITS))
    return None


def draw(by: Person, study: Study, units: int, reason: str) -> Refusal | None:
    """Once, when everything is there; again only with a reason. units: how many there are."""
    if refusal := change_study(by, study):
        return refusal
    if study.chosen != Chosen.DRAWN:
        return Refusal(say("The order of this study is not drawn. Choose “By lot” under how it is done first."))
    if refusal := reckonable(study):
        return refusal
    if units < max(FEWEST_UNITS, study.waves):
        return Refusal(say_n(
            "There is only {count} unit, and each of the {waves} waves needs one. Choose more units, or fewer waves.",
            "There are only {count} units, and each of the {waves} waves needs one. Choose more units, or fewer waves.",
            units, waves=study.waves,
        ))  # fmt: skip
    if study.seed != NOT_DRAWN and not reason.strip():
        return Refusal(say(
            "The order has been drawn once. An order that is drawn until it pleases is no lot: say why it must be "
            "drawn again. The reason is written in the ledger."
        ))  # fmt: skip
    return None


def offer(by: Person, study: Study) -> Refusal | None:
    """A drawn order, to the planner of the study's programme."""
    if refusal := run_evidence(by, study.jobcentre):
        return refusal
    if study.drawn_at is None:
        return Refusal(say("There is no order to hand over yet. Draw it first."))
    if study.programme_id is None:
        return Refusal(say("The study has no programme. Choose one under the question first."))
    if study.state == StudyState.STOPPED:
        return Refusal(say("The study is stopped. Set up another one."))
    return None


def freeze(by: Person, study: Study, units: int, *, may_measure: Refusal | None) -> Refusal | None:
    """When everything is said, drawn and allowed.

    may_measure: what stands in the way of measuring staff for outcomes; asked where the units are members of staff.
    """
    if refusal := change_study(by, study) or reckonable(study):
        return refusal
    fewest = max(FEWEST_UNITS, study.waves) if study.chosen == Chosen.DRAWN else FEWEST_UNITS
    if units < fewest:
        return Refusal(say("Choose the units first: there must be {fewest} at least.", fewest=fewest))
    if study.chosen == Chosen.DRAWN and study.drawn_at is None:
        return Refusal(say("Draw the order first, so that it stands in the plan."))
    return may_measure


def stop(by: Person, study: Study, reason: str) -> Refusal | None:
    """While it has not been answered, with a reason."""
    if refusal := run_evidence(by, study.jobcentre):
        return refusal
    if study.state == StudyState.STOPPED:
        return Refusal(say("The study is stopped already."))
    if study.state == StudyState.ANSWERED:
        return Refusal(say("The study has been answered. The answer stands, whatever it is."))
    if not reason.strip():
        return Refusal(say("Say why it is stopped."))
    return None


def take_up_again(by: Person, study: Study) -> Refusal | None:
    """A draft that was stopped; a frozen plan that was stopped stays so."""
    if refusal := run_evidence(by, study.jobcentre):
        return refusal
    if study.state != StudyState.STOPPED:
        return Refusal(say("The study is not stopped."))
    if study.frozen_at is not None:
        return Refusal(say("The plan was frozen before the study was stopped. Set up another one."))
    return None


def load_outcomes(
    by: Person, study: Study, last_day: date, today: date, *, may_measure: Refusal | None
) -> Refusal | None:
    """When the plan is frozen and its last period is over."""
    if refusal := run_evidence(by, study.jobcentre):
        return refusal
    if study.state == StudyState.STOPPED:
        return Refusal(say("The study is stopped, so no outcomes are loaded."))
    if study.state == StudyState.DRAFT:
        return Refusal(say(
            "Freeze the plan before you load outcomes: whoever has seen them can no longer plan without them."
        ))  # fmt: skip
    if today <= last_day:
        return Refusal(say(
            "The study runs until {day}. Load the outcomes when it is over: whoever looks along the way finds what is "
            "not there.", day=last_day,
        ))  # fmt: skip
    return may_measure


def keep_file(by: Person, file: StudyFile) -> Refusal | None:
    """A file that has been read and looked at."""
    if refusal := run_evidence(by, file.study.jobcentre):
        return refusal
    if file.study.state == StudyState.STOPPED:
        return Refusal(say("The study is stopped, so no outcomes are loaded."))
    return Refusal(say("The file is kept already.")) if file.kept_at is not None else None


def take_back(by: Person, file: StudyFile) -> Refusal | None:
    """A file that is in use."""
    if refusal := run_evidence(by, file.study.jobcentre):
        return refusal
    if file.kept_at is None or file.taken_back_at is not None:
        return Refusal(say("The file is not in use."))
    return None


def bring_back(by: Person, file: StudyFile) -> Refusal | None:
    """A file that was taken back."""
    if refusal := run_evidence(by, file.study.jobcentre):
        return refusal
    return Refusal(say("The file is in use already.")) if file.taken_back_at is None else None


def answer(by: Person, study: Study, file: StudyFile | None, *, is_as_frozen: bool) -> Refusal | None:
    """With a file, and the plan as it was frozen."""
    if refusal := run_evidence(by, study.jobcentre):
        return refusal
    if study.state not in (StudyState.FROZEN, StudyState.ANSWERED):
        return Refusal(say("Only a study with a frozen plan can be answered."))
    if file is None:
        return Refusal(say("Load the outcomes first."))
    if not is_as_frozen:
        return Refusal(say(
            "The study is no longer as it was when the plan was frozen, so it cannot be answered by that plan. "
            "Somebody has changed it outside Samklang: ask the administrator, and set up another one."
        ))  # fmt: skip
    return None


def write_training(by: Person, study: Study) -> Refusal | None:
    """When training reached whom, from the day the plan is frozen until the answer is there."""
    if refusal := run_evidence(by, study.jobcentre):
        return refusal
    match study.state:
        case StudyState.DRAFT:
            return Refusal(say("Freeze the plan first. When training reached whom is written down afterwards."))
        case StudyState.FROZEN:
            return None
        case StudyState.ANSWERED:
            return Refusal(say(
                "The study has been answered with the days as they stood. Take the file back if one of them was wrong."
            ))  # fmt: skip
        case _:
            return Refusal(say("The study is stopped. Set up another one."))
