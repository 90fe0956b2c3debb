"""`samklang replan`: as few as possible are moved, and it says who and why."""

import json

import pytest

QUICK = ("--today", "2026-09-15", "--time-limit", "8", "--threads", "1")


def test_after_an_absence_it_says_who_is_moved_and_why_and_the_plan_is_approved(here, small):
    sick = "Nummer;Navn;Fra;Til;Årsag\n1001;;24-09-2026;02-10-2026;syg\n"
    (small / "sick.csv").write_text(sick, encoding="cp1252")
    made = here("replan", "p.json", "plan.json", "--absences", "sick.csv", "--out", "out", *QUICK)
    shown = " ".join(made.stdout.split())
    assert made.returncode == 0, made.stderr
    assert ("Anne-Marie Østergaard" in shown, "get other dates" in shown or "gets other dates" in shown) == (True, True)
    assert here("check", "out/problem.json", "out/plan.json").returncode == 0


def test_a_room_lost_on_a_day_is_written_by_name_or_number_and_with_dates(here, small):
    made = here(
        "replan", "p.json", "plan.json", "--cancel-room", "Rådssalen:21.10.2026", "--out", "out", "--json", *QUICK
    )
    told = json.loads(made.stdout)
    plan = json.loads((small / "out" / "plan.json").read_text())
    used = {(one["date"], one["room"]) for one in plan["sessions"]}
    assert (made.returncode, told["approved"], ("2026-10-21", "raad") in used) == (0, True, False)
    assert {"moved", "sessions", "fewest"} <= set(told)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Say what has changed: --absences, --cancel-trainer or --cancel-room."),
        (["--cancel-room", "kulturhuse"], "Did you mean Kulturhuset, sal 2 (kultur)?"),
        (["--cancel-trainer", "holst:31.2.2026"], "“holst:31.2.2026” has no dates."),
        (["--cancel-trainer", "holst:2026-10-02..2026-10-01"], "“holst:2026-10-02..2026-10-01” has no dates."),
        (["--absences", "nowhere.csv"], "There is no file “nowhere.csv”."),
        (["--absences", "unknown.csv"], "must be mended"),
    ],
)
def test_a_change_that_means_nothing_is_refused_and_nothing_is_written(here, small, arguments, sentence):
    (small / "unknown.csv").write_text("Nummer;Fra;Til\n9999;24-09-2026;24-09-2026\n")
    made = here("replan", "p.json", "plan.json", *arguments, "--out", "out", *QUICK)
    assert (made.returncode, made.stdout, sentence in made.stderr) == (2, "", True), made.stderr
    assert not (small / "out").exists()


def test_a_plan_that_is_not_approved_is_not_changed_further(here, small):
    plan = json.loads((small / "plan.json").read_text())
    plan["sessions"][0]["room"] = "raad"
    (small / "plan.json").write_text(json.dumps(plan))
    made = here("replan", "p.json", "plan.json", "--cancel-room", "raad", "--out", "out", *QUICK)
    assert (made.returncode, "is not approved" in made.stderr, (small / "out").exists()) == (1, True, False)


def test_the_plan_that_is_changed_is_never_written_over(here, small):
    made = here("replan", "p.json", "plan.json", "--cancel-room", "raad", "--out", ".", *QUICK)
    assert (made.returncode, "would be written over" in " ".join(made.stderr.split())) == (2, True)
