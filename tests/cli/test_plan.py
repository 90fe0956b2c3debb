"""`samklang plan`: from the workbook to the files, or nothing at all."""

import json
import os
import resource
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.factories.plans import a_problem

from samklang.core.planner.problem import document
from samklang.demo.jobcentres import ladder

QUICK = ("--time-limit", "10", "--threads", "1")
FILES = {"calendar", "plan.da.html", "plan.html", "plan.json", "plan.xlsx", "problem.json"}


def _names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_a_workbook_becomes_a_plan_with_all_its_files_that_the_checker_approves(samklang, workbook, tmp_path):
    made = samklang("plan", workbook, "--out", "out/a", *QUICK)
    assert (made.returncode, "Traceback" in made.stderr) == (0, False), made.stderr
    assert _names_in(tmp_path / "out" / "a") == FILES
    assert len(list((tmp_path / "out" / "a" / "calendar").glob("*.ics"))) == 9
    checked = samklang("check", workbook, "out/a/plan.json")
    assert (checked.returncode, checked.stdout.startswith("Approved")) == (0, True)


def test_the_summary_fits_on_one_screen_and_says_where_the_files_lie(samklang, workbook):
    made = samklang("plan", workbook, "--out", "out", *QUICK)
    lines = made.stdout.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 100
    shown = " ".join(made.stdout.split())
    assert lines[0] == "Prøveforløb"
    assert "8 who are to be trained are trained by" in shown
    assert "Checked and written to out:" in shown


def test_quiet_shows_the_summary_only(here, problem_json):
    made = here("plan", problem_json, "--out", "out", *QUICK, "--quiet")
    assert (made.returncode, made.stderr) == (0, "")


def test_json_says_what_a_program_needs_to_know(here, problem_json):
    made = here("--quiet", "plan", problem_json, "--out", "out", *QUICK, "--json")
    told = json.loads(made.stdout)
    assert (made.returncode, told["approved"], told["seated"], told["untrained"]) == (0, True, 8, [])


def test_the_same_seed_gives_the_same_plan(here, problem_json, tmp_path):
    for folder in ("one", "two"):
        assert here("plan", problem_json, "--out", folder, *QUICK, "--seed", "3").returncode == 0
    one, two = (json.loads((tmp_path / folder / "plan.json").read_text()) for folder in ("one", "two"))
    assert {**one, "made": None} == {**two, "made": None}


def test_a_problem_without_a_plan_is_refused_and_nothing_is_written(here, tmp_path, problem_json):
    problem = json.loads(problem_json.read_text())
    problem["everyone_must_be_trained"] = True
    problem["rooms"][0]["busy"] = [{}]
    problem_json.write_text(json.dumps(problem))
    made = here("plan", problem_json, "--out", "out", *QUICK)
    assert (made.returncode, made.stdout, "Traceback" in made.stderr) == (1, "", False)
    assert "samklang explain" in made.stderr
    assert not (tmp_path / "out").exists()


@pytest.fixture(autouse=True)
def _hear_ctrl_c() -> Iterator[None]:
    """Tests started in the background of a shell would otherwise pay no heed to Ctrl-C, nor those they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def _a_long_plan(tmp_path: Path, problem: Mapping[str, Any] | None = None) -> subprocess.Popen[str]:
    """A plan of the small jobcentre that takes its time, in a process that can be sent signals."""
    (tmp_path / "long.json").write_text(json.dumps(problem or document(a_problem())), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "samklang.cli", "plan", "long.json", "--out", "out", "--time-limit", "300"],
        env={**os.environ, "SAMKLANG_LANG": "en"},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def _end(process: subprocess.Popen[str]) -> tuple[str, str]:
    """What it said, once it has ended; one that does not end is stopped, for it would take a core from the rest."""
    try:
        return process.communicate(timeout=60)
    finally:
        process.kill()


def _wait_for(process: subprocess.Popen[str], text: str) -> str:
    seen = ""
    assert process.stderr is not None
    while text not in seen:
        line = process.stderr.readline()
        assert line, seen
        seen += line
    return seen


def test_ctrl_c_keeps_the_best_plan_so_far(tmp_path, samklang):
    process = _a_long_plan(tmp_path)
    _wait_for(process, "First plan")
    process.send_signal(signal.SIGINT)
    shown, told = _end(process)
    assert (process.returncode, "Traceback" in told) == (0, False), told
    assert "The search was stopped early" in shown
    assert _names_in(tmp_path / "out") == FILES
    assert samklang("check", "long.json", "out/plan.json").returncode == 0


def test_ctrl_c_before_the_first_plan_writes_nothing(tmp_path):
    problem = document(a_problem())
    crowd = [{**problem["people"][0], "id": f"x{number}"} for number in range(20_000)]
    process = _a_long_plan(tmp_path, {**problem, "people": [*problem["people"], *crowd]})
    while not list(tmp_path.glob(".samklang-*")):
        time.sleep(0.01)
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    shown, told = _end(process)
    assert (process.returncode, shown, "Traceback" in told) == (130, "", False), told
    assert "othing was written" in told
    assert _names_in(tmp_path) == {"long.json"}


def test_ctrl_c_while_the_program_loads_ends_it_without_a_word(tmp_path):
    interrupted = "m._run = lambda _: os.kill(os.getpid(), signal.SIGINT)"
    code = f"import os, signal, sys; import samklang.cli.main as m; {interrupted}; sys.exit(m.main())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_second_ctrl_c_aborts_and_writes_nothing(tmp_path):
    process = _a_long_plan(tmp_path, document(ladder(300)))
    _wait_for(process, "First plan")
    process.send_signal(signal.SIGINT)
    _wait_for(process, "Stopping")
    process.send_signal(signal.SIGINT)
    shown, told = _end(process)
    assert (process.returncode, shown, "Traceback" in told) == (130, "", False), told
    assert _names_in(tmp_path) == {"long.json"}


def test_a_full_disk_is_told_and_the_plan_of_before_stays(samklang, problem_json, tmp_path):
    assert samklang("plan", problem_json, "--out", "out", *QUICK).returncode == 0
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}

    def files_end_at_four_kilobytes():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    made = samklang("plan", problem_json, "--out", "out", *QUICK, "--seed", "9", before=files_end_at_four_kilobytes)
    assert (made.returncode, made.stdout, "Traceback" in made.stderr) == (1, "", False)
    assert "The disk is full, so nothing was written." in " ".join(made.stderr.split())
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("where", ["tiny.json/out", "/proc/samklang/out", "/dev/null"])
def test_a_folder_that_cannot_be_written_is_told_before_the_planning_begins(here, problem_json, where, tmp_path):
    made = here("plan", problem_json, "--out", where, "--time-limit", "60")
    assert (made.returncode, made.stdout, "Traceback" in made.stderr) == (2, "", False)
    assert "First plan" not in made.stderr
    assert _names_in(tmp_path) == {"tiny.json"}


def test_the_workbook_itself_is_never_written_over(here, workbook, tmp_path):
    mine = workbook.rename(tmp_path / "plan.xlsx")
    before = mine.read_bytes()
    made = here("plan", mine, "--out", ".", *QUICK)
    assert (made.returncode, "would be written over" in " ".join(made.stderr.split())) == (2, True)
    assert mine.read_bytes() == before


def test_a_reader_who_goes_away_changes_nothing(tmp_path, problem_json):
    plan = shlex.join([sys.executable, "-m", "samklang.cli", "plan", str(problem_json), "--out", "out"])
    command = f"{plan} --time-limit 10 2>errors | true"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=tmp_path,
        env={**os.environ, "SAMKLANG_LANG": "en"},
        check=False,
    )
    assert (done.returncode, "Traceback" in (tmp_path / "errors").read_text()) == (0, False)
    assert _names_in(tmp_path / "out") == FILES
