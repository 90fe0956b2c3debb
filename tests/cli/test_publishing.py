"""A plan on its way out: only what the checker approves is written or shown, and it fits on one screen."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.factories.plans import a_plan, a_problem, a_view

from samklang.cli import outputs, summary
from samklang.cli.exits import Exit, Refused
from samklang.cli.folder import Folder, folder_for
from samklang.cli.publishing import publish
from samklang.cli.screen import Screen


def _screen(monkeypatch, columns: int) -> Screen:
    monkeypatch.setenv("COLUMNS", str(columns))
    return Screen("en")


def test_a_plan_that_is_not_approved_is_neither_written_nor_shown(tmp_path, capsys):
    plan = a_plan()
    broken = replace(plan, sessions=(replace(plan.sessions[0], room="raad"), *plan.sessions[1:]))
    with (
        folder_for(tmp_path / "out", names=outputs.names("en"), inputs=[]) as folder,
        pytest.raises(Refused, match="did not pass the check") as refused,
    ):
        publish(Screen("en"), a_problem(), broken, folder)
    assert (refused.value.code, list(tmp_path.iterdir()), capsys.readouterr().out) == (Exit.INCONSISTENT, [], "")


def _shown(monkeypatch, capsys, tmp_path, view, columns: int) -> list[str]:
    folder = Folder(Path("out"), tmp_path / "out", tmp_path, others=3)
    summary.show(_screen(monkeypatch, columns), a_plan(), view, folder, stopped=True)
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("columns", [80, 100])
def test_the_summary_fits_on_a_screen_however_many_cohorts_and_people_there_are(monkeypatch, capsys, tmp_path, columns):
    view = a_view()
    crowd = replace(view, cohorts=view.cohorts * 5, people=view.people + view.untrained * 30)
    for one in (view, crowd):
        lines = _shown(monkeypatch, capsys, tmp_path, one, columns)
        assert max(map(len, lines)) <= columns
        assert len(lines) <= 24


def test_the_summary_says_what_for_whom_when_at_what_cost_and_how_good(monkeypatch, capsys, tmp_path):
    text = " ".join(" ".join(_shown(monkeypatch, capsys, tmp_path, a_view(), 100)).split())
    for part in (
        "Den jobrettede samtale 2026",
        "25 of 26 are trained by 3 December 2026, in 3 cohorts.",
        "It is tightest at Ungeindsatsen on 1 September 2026",
        "184,407 kr.",
        "Den centrale kompetencepulje",
        "at best 178,505 kr. (3.3 % less)",
        "Yrsa Friis",
        "Is not at work on any of the days",
        "The search was stopped early",
        "3 other things in the folder were left alone.",
    ):
        assert part in text
