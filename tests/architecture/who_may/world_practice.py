"""Practice and the citizen door in the world of these tests: what the colleague has, and nobody else may see."""

from __future__ import annotations

from datetime import date, timedelta

from tests.architecture.who_may.cast import MARK, World
from tests.factories.access import a_notice
from tests.factories.method import a_framework
from tests.factories.people import a_colleague_in, a_jobcentre, a_municipality, a_team

from samklang.access.clock import now, today
from samklang.access.enums import Purpose
from samklang.access.models import Place
from samklang.access.models.token import hash_of
from samklang.calibration.models import Machine
from samklang.citizens.case_key import case_key
from samklang.citizens.commands.rule_sets import take_in_shipped_rules
from samklang.citizens.enums import DoorKind, RecordingState
from samklang.citizens.models import (
    Belief,
    ConversationReview,
    FeedbackDoor,
    Preparation,
    Recording,
    RecordingSwitch,
    RuleSet,
    TalkRule,
)
from samklang.method.models import Edition, Framework
from samklang.people.models import Employee
from samklang.practice.commands.shipped import take_in_shipped_cases
from samklang.practice.content import shipped_cards, shipped_exercises
from samklang.practice.enums import BranchingState, PractisedKind
from samklang.practice.models import (
    BranchingCase,
    Observation,
    PairingMember,
    PairingRound,
    PartnerSwitch,
    Practised,
    ProposedPair,
    Sparring,
    SparringNotes,
    Talk,
    Walk,
)

LINK, POSTER, AGREEING = "Samtalens-link", "Vaeggens-kode", "Optagelsens-link"
OWN_WORDS = f"Kun for os to i {MARK}"
"""What two wrote in a sparring: on nobody else's page."""
_PURPOSES = (
    Purpose.OBSERVATION, Purpose.SELF_REVIEW, Purpose.CITIZEN_FEEDBACK, Purpose.BELIEF, Purpose.RECORDING,
    Purpose.LANGUAGE_MODEL,
)  # fmt: skip


def practice(world: World, jobcentre: Place, team: Place) -> None:
    """One of everything of the colleague's, with Anne beside them."""
    for purpose in _PURPOSES:
        a_notice(jobcentre, announced=date(2020, 1, 2), purpose=purpose)
    framework = a_framework(jobcentre, key="conversation")
    take_in_shipped_cases(by=None, jobcentre=jobcentre, now=now())
    _pairs(world, jobcentre, framework, team)
    _ground(world, jobcentre, framework)
    _citizens(world, jobcentre, team)


def _pairs(world: World, jobcentre: Place, framework: Framework, team: Place) -> None:
    day, moment, colleague = today(), now(), world.people["colleague"]
    anne = Employee.objects.get(pk=world.ids["employee"]).person
    round_ = PairingRound.objects.create(
        jobcentre=jobcentre, framework=framework, title=f"Forår {MARK}", first_day=day + timedelta(days=7),
        last_day=day + timedelta(days=28), made_by=world.people["lead"], made_at=moment,
    )  # fmt: skip
    PairingMember.objects.create(round=round_, person=colleague, focus=["questioning"])
    PairingMember.objects.create(round=round_, person=anne)
    ProposedPair.objects.create(
        round=round_, focus_person=colleague, partner=anne, day=day + timedelta(days=8), half="am"
    )
    sparring = Sparring.objects.create(
        jobcentre=jobcentre, team=team, framework=framework, focus_person=colleague, partner=anne,
        begins=moment + timedelta(days=3), ends=moment + timedelta(days=3, hours=1), where=f"Rum 2, {MARK}",
        made_by=colleague, made_at=moment,
    )  # fmt: skip
    SparringNotes.objects.create(
        sparring=sparring, focus=["questioning"], focus_words=OWN_WORDS, focus_says=OWN_WORDS,
        agreements=[{"what": OWN_WORDS, "by": f"{day}"}],
    )  # fmt: skip
    edition = Edition.objects.filter(framework=framework, published_at__isnull=False).order_by("-number")[0]
    observation = Observation.objects.create(
        jobcentre=jobcentre, employee=colleague.employee, observer=anne, edition=edition, day=day + timedelta(days=4),
        what=OWN_WORDS, indicators=["questioning"], announced_at=moment,
    )  # fmt: skip
    pair = {"pk": round_.pk, "person": colleague.pk, "partner": anne.pk, "when": f"{round_.first_day}-am"}
    world.filled |= {
        "practice/pairings/<int:pk>/": pair,
        "practice/pairings/own/<int:pk>/": {"pk": round_.pk},
        "practice/sparring/<int:pk>/": {"pk": sparring.pk},
        "practice/observations/<int:pk>/": {"pk": observation.pk},
    }


def _ground(world: World, jobcentre: Place, framework: Framework) -> None:
    moment, colleague = now(), world.people["colleague"]
    case = BranchingCase.objects.filter(framework=framework, state=BranchingState.PUBLISHED).order_by("key")[0]
    draft = BranchingCase.objects.create(
        jobcentre=jobcentre, framework=framework, key="egen-kladde", title_da=f"Kladde {MARK}",
        title_en=f"Draft {MARK}",
        script={"key": "egen-kladde", "title": {"da": f"Kladde {MARK}", "en": f"Draft {MARK}"}},
        made_by=world.people["lead"], made_at=moment, changed_at=moment,
    )  # fmt: skip
    walk = Walk.objects.create(case=case, person=colleague, begun_at=moment, changed_at=moment)
    practised = Practised.objects.create(
        person=colleague, kind=PractisedKind.EXERCISE, framework=framework.key, key="ex-open-question", day=today()
    )
    PartnerSwitch.objects.create(jobcentre=jobcentre, on=True, reason=f"Øvelse i {MARK}", set_at=moment)
    machine = Machine.objects.create(
        jobcentre=jobcentre, name=f"Model {MARK}", model="model", prompt_hash="0" * 64, added_at=moment
    )
    talk = Talk.objects.create(
        person=colleague, case=case, machine=machine, language="da", begun_at=moment, changed_at=moment,
        turns=[{"by": "learner", "text": OWN_WORDS}, {"by": "other", "text": OWN_WORDS}],
    )  # fmt: skip
    card = {"framework": "conversation", "key": world_card(), "part": "professional"}
    world.filled |= {
        "practice/cases/<int:pk>/": {"pk": case.pk},
        "practice/walks/<int:pk>/": {"pk": walk.pk},
        "practice/cards/": card,
        "practice/exercises/": {"framework": "conversation", "key": world_exercise()},
        "practice/practised/<int:pk>/": {"pk": practised.pk},
        "practice/partner/<int:pk>/": {"pk": jobcentre.pk},
        "practice/talks/<int:pk>/": {"pk": talk.pk},
        "practice/talks/new/<int:pk>/": {"pk": case.pk},
        "practice/writing/<int:pk>/": {"pk": draft.pk, "key": "ingen-tur", "token": "ingen"},
    }


def _citizens(world: World, jobcentre: Place, team: Place) -> None:
    day, moment, colleague = today(), now(), world.people["colleague"]
    own = {"person": colleague, "jobcentre": jobcentre}
    case = case_key("15.20.05-G01-12-26", jobcentre.parent_id)
    link = Preparation.objects.create(
        **own, case_key=case, token_key="a" * 64, day=day + timedelta(days=2), made_at=moment
    )
    review = ConversationReview.objects.create(
        **own, team=team, day=day, answers={"said-back": 3}, next_time=OWN_WORDS, at=moment
    )
    belief = Belief.objects.create(
        **own, team=team, case_key=case, percent=70, months=6, day=day - timedelta(days=200),
        due_on=day - timedelta(days=1), written_at=moment - timedelta(days=200),
    )  # fmt: skip
    code = FeedbackDoor.objects.create(
        jobcentre=jobcentre, team=team, kind=DoorKind.POSTER, token_key="b" * 64, title=f"Væggen i {MARK}",
        made_by=world.people["lead"], made_on=day,
    )  # fmt: skip
    RecordingSwitch.objects.create(jobcentre=jobcentre, on=True, purpose=f"At lære i {MARK}", set_at=moment)
    recording = Recording.objects.create(
        **own, case_key=case, token_key="c" * 64, purpose=f"At lære i {MARK}", day=day,
        state=RecordingState.ASKED, staff_agreed_at=moment, until=day + timedelta(days=7), made_at=moment,
    )  # fmt: skip
    _rules(world, jobcentre)
    world.filled |= {
        "conversations/links/<int:pk>/": {"pk": link.pk},
        "conversations/reviews/<int:pk>/": {"pk": review.pk},
        "conversations/reviews/file/": {"ending": "csv"},
        "conversations/trends/<int:pk>/": {"pk": jobcentre.pk, "ending": "csv"},
        "conversations/beliefs/<int:pk>/": {"pk": belief.pk},
        "conversations/beliefs/new/": {"months": "6"},
        "conversations/beliefs/calibration/": {"ending": "csv"},
        "conversations/questions/codes/<int:pk>/": {"pk": code.pk},
        "conversations/figures/file.": {"ending": "csv"},
        "conversations/texts/": {"place": jobcentre.pk, "language": "da", "level": "plain"},
        "conversations/recordings/<int:pk>/": {"pk": recording.pk},
        "conversations/recordings/switch/<int:pk>/": {"pk": jobcentre.pk},
    }
    _public(world)


def _rules(world: World, jobcentre: Place) -> None:
    take_in_shipped_rules(by=None, municipality=jobcentre.parent, now=now())
    set_ = RuleSet.objects.filter(municipality=jobcentre.parent).order_by("pk")[0]
    rule = TalkRule.objects.filter(set=set_).order_by("pk")[0]
    world.filled |= {
        "conversations/rules/<int:pk>/": {"pk": set_.pk},
        "conversations/rules/lines/<int:pk>/": {"pk": rule.pk},
    }
    world.ids |= {"rule_set": set_.pk}


def world_card() -> str:
    """The key of one of Samklang's cards."""
    return shipped_cards("conversation")[0].key


def world_exercise() -> str:
    """The key of one of Samklang's exercises."""
    return shipped_exercises("conversation")[0].key


def _public(world: World) -> None:
    """What citizens are given, in a place that has nothing else of ours."""
    day, moment = today(), now()
    jobcentre = a_jobcentre(a_municipality("Kommunen Lem"), name="Jobcenter Lem")
    team = a_team(jobcentre, name="Team Lem")
    own = {"person": a_colleague_in(team), "jobcentre": jobcentre}
    for purpose in (Purpose.CITIZEN_FEEDBACK, Purpose.RECORDING):
        a_notice(jobcentre, announced=date(2020, 1, 2), purpose=purpose)
    Preparation.objects.create(
        **own, case_key="d" * 64, token_key=hash_of(LINK), day=day + timedelta(days=2), made_at=moment
    )
    FeedbackDoor.objects.create(
        jobcentre=jobcentre, team=team, kind=DoorKind.POSTER, token_key=hash_of(POSTER), title="Væggen", made_on=day
    )
    RecordingSwitch.objects.create(jobcentre=jobcentre, on=True, purpose="At lære", set_at=moment)
    Recording.objects.create(
        **own, case_key="e" * 64, token_key=hash_of(AGREEING), purpose="At lære", day=day, state=RecordingState.ASKED,
        staff_agreed_at=moment, until=day + timedelta(days=7), made_at=moment,
    )  # fmt: skip
    world.filled |= {
        "citizen/recording/": {"secret": AGREEING},
        "citizen/preparation/": {"secret": LINK},
        "citizen/questions/": {"secret": POSTER},
        "citizen/questions-thanks/": {"language": "da"},
    }
