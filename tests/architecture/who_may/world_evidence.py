"""Evidence in the world of these tests: studies on every part of their way, outcomes by staff, public figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.architecture.who_may.cast import MARK, World
from tests.factories.access import a_notice
from tests.factories.studies import BEFORE, FIRST_DAY, VALUES

from samklang.access.clock import now, today
from samklang.access.enums import Purpose
from samklang.access.models import Person, Place
from samklang.delivery.models import Course
from samklang.evidence.commands import public_loads, studies, study_files
from samklang.evidence.commands.ladder import set_baseline
from samklang.evidence.commands.metric_owner import set_owner
from samklang.evidence.commands.public_tables import follow_tables
from samklang.evidence.commands.spread import Given, load_spread
from samklang.evidence.commands.study_answers import answer_study
from samklang.evidence.enums import How, Kind, Unit
from samklang.evidence.models import PublicTable, Study, StudyFile, StudyUnit
from samklang.evidence.queries.catalogue import metric_of
from samklang.evidence.spread_file import read_spread
from samklang.evidence.study_periods import periods_of
from samklang.planning.models import Programme

OVER = datetime(2026, 3, 1, 12, tzinfo=UTC)
"""When the studies' periods are over."""
METRIC = "trained"
UNITS = 6
_STAFF = 12
_FILE = "Område;Periode;Andel personer med ordinære timer\n{area};2026M08;14,5\n{area};2026M07;-\n"


def evidence(world: World, jobcentre: Place) -> None:
    """One of everything, by the lead."""
    for purpose in (Purpose.SPREAD, Purpose.OUTCOMES):
        a_notice(jobcentre, announced=date(2020, 1, 2), purpose=purpose)
    lead = world.people["lead"]
    _studies(world, lead, jobcentre)
    _spread(world, lead, jobcentre)
    _public(world, jobcentre)
    course = Course.objects.select_related("programme__jobcentre").get(pk=world.ids["course"])
    set_baseline(by=lead, programme=course.programme, day=today(), note=MARK, today=today(), now=now())
    metric = metric_of(METRIC)
    assert metric is not None
    set_owner(by=lead, metric=metric, owner=world.people["leader"], now=now())
    world.filled |= {
        "evidence/ladders/<int:pk>/": {"pk": course.pk, "ending": "csv"},
        "evidence/metrics/": {"key": METRIC, "ending": "csv"},
    }


def _study(lead: Person, jobcentre: Place, title: str, **changes: object) -> Study:
    """A draft in which everything is said, with units whose order is drawn."""
    begun = studies.begin_study(
        by=lead, jobcentre=jobcentre, title=f"{title} {MARK}", question=f"Virker kurset i {MARK}?", now=BEFORE
    )
    study = studies.change_study(by=lead, study=begun, values={**VALUES, **changes})
    StudyUnit.objects.bulk_create(
        StudyUnit(study=study, name=f"Hold {one} {MARK}", code=f"team-{one}") for one in range(1, UNITS + 1)
    )
    return studies.draw_study(by=lead, study=study, seed=7, now=BEFORE)


def _frozen(lead: Person, jobcentre: Place, title: str) -> Study:
    study = _study(lead, jobcentre, title)
    return studies.freeze_study(by=lead, study=study, today=BEFORE.date(), now=BEFORE)


def _file(lead: Person, study: Study) -> StudyFile:
    """Read, and neither kept nor dropped."""
    lines = [
        f"Hold {one} {MARK};{period.first_day:%Y-%m};100;{30 + (one * 7 + number * 3) % 5}"
        for one in range(1, UNITS + 1)
        for number, period in enumerate(periods_of(FIRST_DAY, "month", 12), start=1)
    ]
    content = "\n".join(["enhed;periode;antal;sum", *lines]).encode()
    return study_files.read_study_file(
        by=lead, study=study, name=f"{MARK}.csv", content=content, today=OVER.date(), now=OVER
    )


def _kept(lead: Person, study: Study) -> StudyFile:
    return study_files.keep_study_file(by=lead, file=_file(lead, study), now=OVER)


def _studies(world: World, lead: Person, jobcentre: Place) -> None:
    programme = Programme.objects.get(pk=world.ids["programme"])
    draft = _study(lead, jobcentre, "Kladde", programme=programme, first_day=date(today().year + 1, 2, 1))
    stopped = studies.stop_study(
        by=lead, study=_study(lead, jobcentre, "Stoppet"), reason=f"Ikke tid i {MARK}", now=BEFORE
    )
    frozen, answered = _frozen(lead, jobcentre, "Låst"), _frozen(lead, jobcentre, "Besvaret")
    taken = study_files.take_back_study_file(by=lead, file=_kept(lead, frozen), now=OVER)
    waiting, kept = _file(lead, frozen), _kept(lead, answered)
    answer_study(by=lead, study=answered, now=OVER)
    of_frozen = {"pk": frozen.pk, "file": waiting.pk}
    world.filled |= {
        "evidence/studies/<int:pk>/": {"pk": draft.pk, "step": "outcome", "form": "sums", "ending": "csv"},
        "evidence/studies/<int:pk>/restoring/": {"pk": stopped.pk},
        "evidence/studies/<int:pk>/training/": of_frozen,
        "evidence/studies/<int:pk>/data/": of_frozen,
        "evidence/studies/<int:pk>/data/<int:file>/taking-back/": {"pk": answered.pk, "file": kept.pk},
        "evidence/studies/<int:pk>/data/<int:file>/bringing-back/": {"pk": frozen.pk, "file": taken.pk},
        "evidence/studies/<int:pk>/answer": {"pk": answered.pk},
        "evidence/studies/<int:pk>/report/": {"pk": answered.pk},
        "evidence/studies/<int:pk>/plan.json": {"pk": answered.pk},
        "evidence:study@answered": {"pk": answered.pk},
        "evidence:study@frozen": {"pk": frozen.pk},
        "evidence:study@stopped": {"pk": stopped.pk},
        "evidence:study-answer@frozen": {"pk": frozen.pk},
        "evidence:study-data@answered": {"pk": answered.pk},
        "evidence:study-file@kept": {"pk": answered.pk, "file": kept.pk},
        "evidence:study-step@frozen": {"pk": frozen.pk},
    }
    world.ids |= {"study": draft.pk}


def _spread(world: World, lead: Person, jobcentre: Place) -> None:
    """Two files, so that the newer can be held against the older."""
    own = world.people["colleague"].employee.number
    rows = [[own, 60, 31], *([f"M{one:03}", 60, 12 + one * 3] for one in range(1, _STAFF))]
    found = read_spread([["Medarbejder", "Antal", "Sum"], *rows], Kind.SHARE)
    first = date(today().year - 1, 1, 1)
    for begins in (first, first + timedelta(days=181)):
        given = Given(
            f"I job {MARK}", f"Talt i {MARK}", Kind.SHARE, Unit.PERCENTAGE_POINTS, True, 0.1, begins,
            begins + timedelta(days=180),
        )  # fmt: skip
        table = load_spread(
            by=lead, jobcentre=jobcentre, given=given, found=found, content=b"x", name=f"{MARK}.csv", today=today(),
            now=now(),
        )  # fmt: skip
    world.filled |= {
        "evidence/spread/<int:pk>/": {"pk": table.pk, "what": "staff", "ending": "csv"},
        "evidence/spread/template/": {"form": "rows"},
        "evidence:spread-file@luck": {"what": "luck"},
    }


def _public(world: World, jobcentre: Place) -> None:
    """A table with figures that are shown, one whose figures were taken back, and one without."""
    municipality = jobcentre.parent
    follow_tables(by=None, municipality=municipality, neighbours=["Varde"])
    tables = {one.key: one for one in PublicTable.objects.filter(municipality=municipality)}
    shown, other, empty = (tables[key] for key in ("ordinary-hours", "activated", "conversations"))
    content = _FILE.format(area=municipality.name).encode()
    load = public_loads.load_file(by=None, table=shown, name=f"{MARK}.csv", content=content, now=now())
    series = public_loads.look_into(table=shown, name=load.name, content=content)
    gone = public_loads.keep(by=None, table=other, series=series, how=How.FILE, name=load.name, now=now())
    public_loads.take_back(by=None, load=gone, now=now())
    world.filled |= {
        "evidence/public-figures/": {"ending": "csv"},
        "evidence/public-figures/<int:pk>/": {"pk": shown.pk},
        "evidence/public-figures/loads/<int:pk>/undoing/": {"pk": load.pk},
        "evidence/public-figures/loads/<int:pk>/redoing/": {"pk": gone.pk},
        "evidence:public-table@empty": {"pk": empty.pk},
    }
