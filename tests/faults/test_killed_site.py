"""The site and a process that publishes, killed in the middle of writing, again and again."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from tests.config.test_worker import _children
from tests.faults.installations import Installation, kill, until
from tests.faults.writers import Writer, nothing_is_lost, the_ledger_is_whole

pytestmark = [pytest.mark.faults, pytest.mark.slow]
SEED, TIMES = 20261126, 5
PUBLISH = """
from samklang.config.start import start
start()
from tests.factories.delivery import the_course
from tests.factories.people import a_jobcentre, a_municipality
import sys
for number in range(1000):
    course = the_course(a_jobcentre(a_municipality(f"By {sys.argv[1]}-{number}")))
    print(course.programme_id, flush=True)
"""
PARTS = """
SELECT u.programme_id,
  (SELECT COUNT(*) FROM planning_published_session s WHERE s.publication_id = u.id),
  (SELECT COUNT(*) FROM delivery_seat s WHERE s.course_id = c.id),
  (SELECT COUNT(*) FROM delivery_session s WHERE s.course_id = c.id),
  (SELECT COUNT(*) FROM delivery_invitation i WHERE i.course_id = c.id),
  (SELECT COUNT(*) FROM delivery_mail m WHERE m.course_id = c.id)
FROM planning_publication u LEFT JOIN delivery_course c ON c.programme_id = u.programme_id
"""


def test_what_the_site_has_confirmed_is_there_after_each_kill_of_everything(installation: Installation):
    chance, writer = random.Random(SEED), Writer(installation)
    for _ in range(TIMES):
        with installation.site() as served, writer.at_work():
            before = len(writer.confirmed)
            until(lambda: len(writer.confirmed) > before)  # noqa: B023 - asked within the round
            time.sleep(chance.uniform(0.05, 1.5))
            kill(served)
        nothing_is_lost(installation, writer)
    print(f"killed {TIMES} times, confirmed {len(writer.confirmed)}, lost 0")  # noqa: T201 - what was measured


def test_one_process_that_answers_is_killed_and_another_takes_its_place(installation: Installation):
    chance, writer = random.Random(SEED + 1), Writer(installation)
    with installation.site() as served, writer.at_work():
        for _ in range(TIMES):
            before = len(writer.confirmed)
            until(lambda: len(writer.confirmed) > before + 3)  # noqa: B023 - asked within the round
            time.sleep(6 + chance.uniform(0, 0.5))  # two deaths close together end the whole site, for systemd to start
            os.kill(chance.choice(_children(served.pid)), signal.SIGKILL)
        before = len(writer.confirmed)
        until(lambda: len(writer.confirmed) > before + 3)
    nothing_is_lost(installation, writer)
    print(f"killed {TIMES} times, confirmed {len(writer.confirmed)}, lost 0")  # noqa: T201 - what was measured


def test_a_plan_is_published_with_all_its_seats_and_sessions_or_not_at_all(installation: Installation):
    chance, confirmed = random.Random(SEED + 2), []
    for round_ in range(TIMES):
        line = [sys.executable, "-c", PUBLISH, str(round_)]
        with subprocess.Popen(
            line, env=installation.environment, stdout=subprocess.PIPE, text=True, start_new_session=True
        ) as one:
            confirmed.append(int(one.stdout.readline()))
            time.sleep(chance.uniform(0, 1.5))
            kill(one)
            confirmed += [int(number) for number in one.stdout.read().split()]
        parts = {row[0]: row[1:] for row in installation.rows(PARTS)}
        assert set(confirmed) - set(parts) == set()
        assert len(set(parts.values())) == 1, parts
        assert 0 not in next(iter(parts.values()))
        the_ledger_is_whole(installation)
    print(f"killed {TIMES} times, published {len(confirmed)}, lost 0, half 0")  # noqa: T201 - what was measured
