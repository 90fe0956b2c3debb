"""While the planner works: news in the reader's units, in place on a terminal and as lines elsewhere."""

import json
import os
import pty
import re
import select
import sys
from datetime import date

from tests.factories.plans import a_plan, a_problem

from samklang.cli.progress import Lines, watching
from samklang.cli.screen import Screen
from samklang.core.planner.plan import Level
from samklang.core.planner.problem import Wish, document
from samklang.core.planner.solve import Progress
from samklang.core.words import say

FIRST = date(2026, 8, 17)


def _report(seconds, wish, *levels, plan=None) -> Progress:
    return Progress(seconds, wish, levels, say("First plan."), plan)


def test_what_became_better_and_what_was_proved_is_told_once_in_people_kroner_and_dates(capsys):
    lines = Lines(Screen("en"), FIRST)
    seats, dear = Level(Wish.UNTRAINED, 3), Level(Wish.COST, 4_000_000)
    cheap = Level(Wish.COST, 3_500_000, 3_000_000)
    late, early = Level(Wish.FINISH, 100), Level(Wish.FINISH, 90)
    for report in (
        _report(0.4, Wish.UNTRAINED, seats, dear, late),
        _report(2, Wish.UNTRAINED, Level(Wish.UNTRAINED, 0, 0), dear, late),
        _report(9, Wish.COST, Level(Wish.UNTRAINED, 0, 0), cheap, early),
        _report(10, Wish.COST, Level(Wish.UNTRAINED, 0, 0), cheap, early),
    ):
        lines.heard(report)
    assert capsys.readouterr().err.splitlines() == [
        "    0 s  First plan.",
        "    2 s  Without a seat: from 3 people to 0 people, proved best",
        "    9 s  Cost: from 40,000 kr. to 35,000 kr., at best 30,000 kr. (14.3 % less)",
        "    9 s  Last session: from 25 November 2026 to 15 November 2026, best not known",
    ]


def test_the_best_plan_is_remembered_also_when_nothing_is_shown(capsys):
    display = watching(Screen("en", quiet=True), FIRST, 60)
    plan = a_plan()
    display.heard(_report(1, None, plan=plan))
    display.heard(_report(2, None))
    assert (display.best is plan, capsys.readouterr().err) == (True, "")


def _on_a_terminal(folder, *arguments: str, press_after: str) -> tuple[int, str]:
    """What a terminal shows; Ctrl-C is typed when the text has appeared."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ.update({"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40", "SAMKLANG_LANG": "en"})
        os.execv(sys.executable, [sys.executable, "-m", "samklang.cli", *arguments])  # noqa: S606
    shown, pressed = "", False
    while select.select([terminal], [], [], 60)[0]:
        try:
            shown += os.read(terminal, 65536).decode(errors="replace")
        except OSError:
            break
        if not pressed and press_after in shown:
            pressed = bool(os.write(terminal, b"\x03"))
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)


def test_on_a_terminal_the_figures_change_in_place_and_ctrl_c_is_a_key(tmp_path):
    (tmp_path / "p.json").write_text(json.dumps(document(a_problem())))
    arguments = ("plan", "p.json", "--out", "out", "--time-limit", "300")
    code, shown = _on_a_terminal(tmp_path, *arguments, press_after="Conversations to be moved")
    assert (code, "Traceback" in shown) == (0, False), shown[-2000:]
    assert all(
        text in shown for text in ("Ctrl-C stops and keeps", "Stopping, and keeping", "Checked and written to out")
    )
    assert (tmp_path / "out" / "plan.json").exists()
