"""The runs as tables, in plain text and in Markdown."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import figures
from tasks import CONFLICT, EQUAL, ONE_MODEL, PLANNER, REPLAN, Run
from weights import weighted_ore

NOTHING = "-"


@dataclass(frozen=True)
class Table:
    """Rows under heads, and notes below."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def as_text(self) -> str:
        """Aligned columns."""
        widths = [max(len(row[place]) for row in (self.heads, *self.rows)) for place in range(len(self.heads))]
        lines = [
            "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in (self.heads, *self.rows)
        ]
        notes = [line for note in self.notes for line in textwrap.wrap(note, 120)]
        return "\n".join([self.title, "", *lines, "", *notes]).rstrip() + "\n"

    def as_markdown(self) -> str:
        """A Markdown table."""
        lines = [self.heads, tuple("--:" for _ in self.heads), *self.rows]
        body = ["| " + " | ".join(line) + " |" for line in lines]
        return "\n".join([f"## {self.title}", "", *body, "", *(f"- {note}" for note in self.notes)]).rstrip() + "\n"


def tables(runs: Sequence[Run]) -> list[Table]:
    """Those that have rows."""
    ladder = [run for run in runs if not run.task.impossible and run.task.way != REPLAN]
    found = [
        _measured(ladder),
        _compared(figures.instances(ladder)),
        _aims(ladder),
        _impossible([run for run in runs if run.task.impossible]),
        _replanned([run for run in runs if run.task.way == REPLAN]),
    ]
    return [table for table in found if table.rows]


def _seconds(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def _share(value: float | None) -> str:
    return NOTHING if value is None else f"{100 * value:.1f} %"


def _ratio(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.2f}"


def _yes(value: bool | None) -> str:
    return NOTHING if value is None else "yes" if value else "NO"


def _untrained(run: Run | None) -> str:
    return str(run.found[-1].values["untrained"]) if run is not None and run.found else NOTHING


def _measured(runs: Sequence[Run]) -> Table:
    rows = []
    for run in sorted(runs, key=lambda run: (run.task.staff, run.task.seed)):
        total = f"{weighted_ore(run.found[-1].values) / 100:,.0f}" if run.found else run.outcome
        rows.append(
            (
                str(run.task.staff),
                str(run.task.seed),
                str(run.to_train),
                run.task.way,
                _seconds(figures.first_plan(run)),
                _seconds(figures.fewest_untrained_proved(run)),
                _seconds(figures.gap_reached(run, 0.01)),
                _seconds(figures.all_proved(run)),
                _seconds(run.seconds),
                _untrained(run),
                total,
                _share(figures.last_gap(run)),
                f"{run.peak_mb:,.0f}",
                _yes(run.approved),
            )
        )
    heads = ("Staff", "Seed", "To train", "Way", "First plan, s", "Fewest untrained proved, s", "1 % gap, s")
    more = ("All proved, s", "Ended, s", "Untrained", "Weighted sum, kr.", "Gap", "Memory, MB", "Approved")
    notes = (
        "Seconds from when the problem is read. Memory is the whole process, with Python and its libraries.",
        "The planner's gap is measured from the bounds of its levels, each given the levels before it, and counts a"
        " level not yet worked on as wholly open; the one model's from its own bound on the weighted sum.",
        f"“{EQUAL}” is the planner asked to train only those whom the better spreadsheet way trains.",
    )
    return Table("The ladder", heads + more, tuple(rows), notes)


def _compared(instances: Sequence[figures.Instance]) -> Table:
    rows = []
    for one in instances:
        planner, sheet, equal, one_model = one.of(PLANNER), one.spreadsheet, one.equal, one.of(ONE_MODEL)
        if planner is None or (sheet is None and one_model is None):
            continue
        last = one_model.found[-1].seconds if one_model is not None and one_model.found else None
        rows.append(
            (
                str(one.staff),
                str(one.seed),
                *(_untrained(run) for run in (planner, sheet, one_model)),
                _ratio(figures.lower_sum_beside_training(equal, sheet) if equal and sheet else None),
                _ratio(figures.lower_sum(planner, sheet) if sheet else None),
                _ratio(figures.lower_sum(planner, one_model) if one_model else None),
                _seconds(last),
                _seconds(one.as_good_after),
            )
        )
    heads = ("Staff", "Seed", "Untrained: planner", "spreadsheet", "one model", "Equal training ÷ spreadsheet")
    more = ("Planner ÷ spreadsheet", "Planner ÷ one model", "One model's last plan, s", "Planner as good after, s")
    notes = (
        "Ratios of weighted sums, below 1 where the planner is better. The first leaves out the price of the untrained:"
        " both train the same people. The others do not.",
        "“As good” is no more untrained, and among as many untrained no higher weighted sum.",
    )
    return Table("Compared", heads + more, tuple(rows), notes)


AIMS: tuple[tuple[int, str, float, Callable[[Run], float | None]], ...] = (
    (30, "first checked plan", 1, figures.first_plan),
    (30, "fewest untrained proved", 5, figures.fewest_untrained_proved),
    (30, "1 % gap", 30, lambda run: figures.gap_reached(run, 0.01)),
    (30, "all proved", 300, figures.all_proved),
    (100, "first checked plan", 1, figures.first_plan),
    (100, "fewest untrained proved", 15, figures.fewest_untrained_proved),
    (100, "5 % gap", 60, lambda run: figures.gap_reached(run, 0.05)),
    (100, "1 % gap", 300, lambda run: figures.gap_reached(run, 0.01)),
    (300, "first checked plan", 3, figures.first_plan),
    (300, "fewest untrained proved", 120, figures.fewest_untrained_proved),
    (300, "5 % gap", 300, lambda run: figures.gap_reached(run, 0.05)),
    (1200, "first checked plan", 20, figures.first_plan),
    (1200, "fewest untrained proved", 300, figures.fewest_untrained_proved),
    (1200, "10 % gap", 900, lambda run: figures.gap_reached(run, 0.10)),
)
"""Staff, what is aimed at, and within how many seconds on two cores."""


def _aims(ladder: Sequence[Run]) -> Table:
    rows = []
    for staff, what, seconds, reached in AIMS:
        planned = [run for run in ladder if (run.task.staff, run.task.way) == (staff, PLANNER)]
        if planned:
            longest = figures.worst([reached(run) for run in planned])
            limit = max(run.task.seconds for run in planned)
            met = longest is not None and longest <= seconds
            rows.append(
                (
                    str(staff),
                    what,
                    f"{seconds:g}",
                    _seconds(longest),
                    f"{limit:g}",
                    "yes" if met else "not tried so long" if longest is None and limit < seconds else "NO",
                )
            )
    heads = ("Staff", "Aim", "Within, s", "Slowest seed, s", "Time limit, s", "Met")
    return Table("The planner against its aims", heads, tuple(rows))


def _impossible(runs: Sequence[Run]) -> Table:
    rows, words = [], []
    for one in figures.instances(runs):
        conflict, planner, model = one.of(CONFLICT), one.of(PLANNER), one.of(ONE_MODEL)
        facts = conflict.facts if conflict else {}
        rows.append(
            (
                str(one.staff),
                str(one.seed),
                _seconds(conflict.seconds if conflict else None),
                conflict.outcome if conflict else NOTHING,
                str(len(facts["rules"])) if "rules" in facts else NOTHING,
                _yes(facts.get("minimal")),
                f"{conflict.peak_mb:,.0f}" if conflict else NOTHING,
                _ended(planner),
                _ended(model),
            )
        )
        if "rules" in facts:
            words.append(f"{one.staff} staff, seed {one.seed}: {facts['why']} Rules: {' '.join(facts['rules'])}")
    heads = ("Staff", "Seed", "Conflict named, s", "Outcome", "Rules", "Each needed", "Memory, MB")
    return Table("Instances without a plan", (*heads, "Planner alone", "One model"), tuple(rows), tuple(words))


def _ended(run: Run | None) -> str:
    if run is None:
        return NOTHING
    words = {"impossible": "proved impossible", "no plan": "not found out", "plan": "A PLAN"}
    return f"{words.get(run.outcome, run.outcome)}, {_seconds(run.seconds)} s"


def _replanned(runs: Sequence[Run]) -> Table:
    rows = tuple(
        (
            str(run.task.staff),
            str(run.task.seed),
            _seconds(figures.first_plan(run)),
            _seconds(run.seconds),
            str(run.facts.get("moved", run.outcome)),
            str(_known(run.facts.get("fewest"))),
            _yes(run.facts.get("proved")),
            f"{run.facts.get('untrained_before', NOTHING)} -> {_untrained(run)}",
            f"{run.peak_mb:,.0f}",
            _yes(run.approved),
        )
        for run in sorted(runs, key=lambda run: (run.task.staff, run.task.seed))
    )
    heads = ("Staff", "Seed", "First plan, s", "Ended, s", "Moved", "Fewest possible", "Proved")
    return Table("Five fall ill", (*heads, "Untrained", "Memory, MB", "Approved"), rows)


def _known(value: object) -> object:
    return NOTHING if value is None else value
