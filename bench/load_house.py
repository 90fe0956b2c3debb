"""A site with very many jobcentres, for the bench of load: one is made through the commands, the others are copies.

python bench/load_house.py template FILE            the rows of one, made in the empty database of the settings
python bench/load_house.py fill FILE COPIES USERS   so many of it in the empty database of the settings, and on the
                                                    way out, as JSON, so many people to sign in as
"""

import json
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.db.models import Model

from samklang.config.start import start

start()

# ruff: noqa: E402 - the site must have started before any model is there
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from house import FirstPlan
from load_copies import copied, copy_all
from load_crowd import crowd
from samklang.access.clock import now
from samklang.access.commands.person import give_one_password
from samklang.access.models import Person
from samklang.config.database import migrate
from samklang.core.chance import stream
from samklang.delivery.commands.assignments import assign_due
from samklang.delivery.enums import Mark
from samklang.delivery.models import Participation, Session
from samklang.demo import cast
from samklang.demo.addresses import address_of
from samklang.demo.calibration import CONVERSATIONS, rate_together, take_in_the_method
from samklang.demo.companies import open_the_door
from samklang.demo.courses import run_course
from samklang.demo.evidence import show_evidence
from samklang.demo.jobcentres import vejen
from samklang.demo.names import full_names
from samklang.demo.observations import observe
from samklang.demo.plans import plan_and_publish
from samklang.demo.practice import practise
from samklang.demo.register import Register, bring_news, fill
from samklang.demo.site import PASSWORD
from samklang.demo.stages import STAGES
from samklang.ledger.models import Entry
from samklang.ledger.origin import coming_from
from samklang.people.commands import Terms, add_employee

SEED = 2027
BESIDE = 50
"""Staff employed beside the hundred of the programme."""
_HIRED = date(2020, 1, 1)


def template(file: Path) -> None:
    """One jobcentre of 150 on a day in mid-autumn, as a file of rows."""
    migrate()
    stage = STAGES["running"]
    with transaction.atomic(), coming_from("bench"):
        problem = vejen(SEED)
        town = fill(problem, cast.VEJEN, SEED)
        _hire_beside(town)
        give_one_password(municipality=town.municipality, password=PASSWORD)
        plan_and_publish(problem, town, SEED, stage.today, FirstPlan())
        take_in_the_method(town, stage)
        rate_together(town, CONVERSATIONS, stage, SEED)
        run_course(town, stage, SEED)
        open_the_door(town, stage, SEED)
        practise(town, CONVERSATIONS.framework, stage, SEED)
        observe(town, stage, SEED)
        show_evidence(town, stage, SEED)
        bring_news(problem, town, SEED)
        _teach_today(stage.today)
        assign_due(now=now(), today=stage.today + timedelta(days=1))  # of the sessions a week ahead
    models: list[type[Model]] = [*copied(), Entry]
    names = [one._meta.label_lower for one in models if not one._meta.auto_created]
    call_command("dumpdata", *names, output=str(file), verbosity=0)


def _hire_beside(town: Register) -> None:
    """As many in each team; all with addresses of their own."""
    teams, taken = list(town.teams.values()), {one or "" for one in Person.objects.values_list("email", flat=True)}
    for place, name in enumerate(full_names(stream(SEED, "beside"), BESIDE)):
        add_employee(
            by=None, jobcentre=town.jobcentre, number=f"9{place:05}", name=name, first_day=_HIRED,
            terms=Terms(team=teams[place % len(teams)], role="sagsbehandler", site="Vejen"),
            email=address_of(name, cast.VEJEN.domain, taken),
        )  # fmt: skip


def _teach_today(day: date) -> None:
    """The next session is held today and all day long, so that its attendance can be taken whenever the bench runs."""
    session = Session.objects.filter(begins__gt=timezone.make_aware(datetime.combine(day, time()))).earliest("begins")
    session.begins = timezone.make_aware(datetime.combine(day, time(0, 30)))
    session.ends = session.begins + timedelta(hours=23)
    session.taken_at = None
    session.save(update_fields=["begins", "ends", "taken_at"])
    Participation.objects.filter(session=session).update(mark=Mark.EXPECTED)


def fill_up(file: Path, copies: int, users: int) -> None:
    """The jobcentre so many times, and who signs in."""
    migrate()
    call_command("loaddata", str(file), verbosity=0)
    copy_all(copies, SEED)
    if connection.vendor == "postgresql":  # it does so by itself within a minute; SQLite never does
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    found = crowd(copies, users, SEED)
    cookies = {"session": settings.SESSION_COOKIE_NAME, "csrf": settings.CSRF_COOKIE_NAME}
    print(json.dumps({"password": PASSWORD, "cookies": cookies, "people": found}))


def main() -> None:
    """Do what the first word says."""
    what, file, *rest = sys.argv[1:]
    if what == "template":
        template(Path(file))
    else:
        fill_up(Path(file), *map(int, rest))


if __name__ == "__main__":
    main()
