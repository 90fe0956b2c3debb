"""A jobcentre small enough to be planned in a moment, as a problem document and as a workbook."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.factories.plans import a_plan, a_problem

from samklang.cli.tree import tree
from samklang.core.planner.plan import document as plan_document
from samklang.core.planner.problem import (
    HALF_DAY_NAMES,
    Cohorts,
    CoverGroup,
    Funding,
    Module,
    Pattern,
    Person,
    Problem,
    Room,
    Team,
    Trainer,
    document,
)
from samklang.core.workbook import write

NAMES = ("Anne Ås", "Bo Bæk", "Carl Dam", "Dorte Eg", "Erik Fog", "Fie Gram", "Gry Holm", "Hans Ibsen")
Run = Callable[..., subprocess.CompletedProcess[str]]


def a_tiny_problem() -> Problem:
    """Eight people in two teams, two modules in September 2026, one trainer, one room."""
    return Problem(
        title="Prøveforløb",
        first_day=date(2026, 8, 31),
        last_day=date(2026, 9, 25),
        teams=(Team("nord", "Nord"), Team("syd", "Syd")),
        people=tuple(
            Person(str(101 + place), name, "nord" if place < 4 else "syd", (Pattern(HALF_DAY_NAMES),))
            for place, name in enumerate(NAMES)
        ),
        modules=(Module("m1", "Åbning", length=1), Module("m2", "Aftaler", length=1, gap_min_days=3, gap_max_days=14)),
        trainers=(Trainer("t1", "Karen Holst", ("m1", "m2"), day_cost_ore=1_000_000),),
        rooms=(Room("r1", "Salen", capacity=10),),
        groups=(CoverGroup("nord", "Nord", 2, team="nord"), CoverGroup("syd", "Syd", 2, team="syd")),
        cohorts=Cohorts(minimum=1, maximum=3, size_minimum=2, size_maximum=6),
        funding=Funding(own_budget_ore=20_000_000),
    )


@pytest.fixture
def problem_json(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.json"
    path.write_text(json.dumps(document(a_tiny_problem())), encoding="utf-8")
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with the small jobcentre's problem, p.json, and its approved plan, plan.json."""
    (tmp_path / "p.json").write_text(json.dumps(document(a_problem())))
    (tmp_path / "plan.json").write_text(json.dumps(plan_document(a_plan())))
    return tmp_path


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.xlsx"
    write(document(a_tiny_problem()), path)
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program in this process, in English: quicker, and the same answer."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        answer = CliRunner().invoke(tree("en"), [str(one) for one in arguments])
        return subprocess.CompletedProcess(arguments, answer.exit_code, answer.stdout, answer.stderr)

    return run


@pytest.fixture
def samklang(tmp_path: Path) -> Run:
    """The program as a user runs it, in a process of its own, in English."""

    def run(
        *arguments: object, environment: Mapping[str, str] | None = None, before: Callable[[], None] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "samklang.cli", *map(str, arguments)],
            env={**os.environ, "SAMKLANG_LANG": "en", "COLUMNS": "100", **(environment or {})},
            cwd=tmp_path,
            preexec_fn=before,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run
