"""The folder of a plan: all files or none, and nothing of the user's own is touched."""

import errno
import json
from pathlib import Path

import pytest

from samklang.cli.exits import Refused
from samklang.cli.folder import folder_for

NAMES = ("plan.xlsx", "plan.json")
OURS = json.dumps({"schema": "samklang-plan/1"})


def _everything_in(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def _fill(folder, sheet="new", calendars=("anna",)):
    (folder.staging / "plan.xlsx").write_text(sheet)
    (folder.staging / "plan.json").write_text(OURS)
    (folder.staging / "calendar").mkdir()
    for name in calendars:
        (folder.staging / "calendar" / f"{name}.ics").write_text("PRODID:-//Samklang//")


def _an_earlier_plan(out: Path) -> None:
    with folder_for(out, names=NAMES, inputs=[]) as folder:
        _fill(folder, sheet="old", calendars=("anna", "bent"))
        folder.keep()


def test_a_new_folder_appears_whole_with_the_folders_above_it(tmp_path):
    with folder_for(tmp_path / "a" / "b", names=NAMES, inputs=[]) as folder:
        _fill(folder)
        assert not (tmp_path / "a" / "b").exists()
        folder.keep()
    assert _everything_in(tmp_path) == {
        "a/b/calendar/anna.ics": "PRODID:-//Samklang//",
        "a/b/plan.json": OURS,
        "a/b/plan.xlsx": "new",
    }


def test_where_the_work_fails_nothing_is_left_not_even_the_folders_made_for_it(tmp_path):
    with pytest.raises(RuntimeError), folder_for(tmp_path / "a" / "b", names=NAMES, inputs=[]) as folder:  # noqa: PT012
        _fill(folder)
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_plan_is_replaced_and_what_else_lies_there_is_left_alone(tmp_path):
    out = tmp_path / "plan"
    _an_earlier_plan(out)
    (out / "notes.txt").write_text("mine")
    (out / "calendar" / "own.ics").write_text("PRODID:-//Outlook//")
    with folder_for(out, names=NAMES, inputs=[]) as folder:
        _fill(folder)
        folder.keep()
    assert folder.others == 1
    assert _everything_in(out) == {
        "calendar/anna.ics": "PRODID:-//Samklang//",
        "calendar/own.ics": "PRODID:-//Outlook//",
        "notes.txt": "mine",
        "plan.json": OURS,
        "plan.xlsx": "new",
    }


def test_a_failure_while_files_change_places_puts_the_old_ones_back(tmp_path, monkeypatch):
    out = tmp_path / "plan"
    _an_earlier_plan(out)
    before = _everything_in(out)
    move = Path.replace

    def full_at_the_third(self, target):
        if self.name == "plan.xlsx" and self.parent.name == "files":
            raise OSError(errno.ENOSPC, "No space left on device")
        return move(self, target)

    with pytest.raises(OSError, match="No space"), folder_for(out, names=NAMES, inputs=[]) as folder:  # noqa: PT012
        _fill(folder, calendars=("anna", "clara"))
        monkeypatch.setattr(Path, "replace", full_at_the_third)
        folder.keep()
    assert _everything_in(out) == before


def test_a_file_in_the_folders_place_is_refused(tmp_path):
    (tmp_path / "plan").write_text("mine")
    with (
        pytest.raises(Refused, match=r"A file lies where the folder .* should be"),
        folder_for(tmp_path / "plan", names=NAMES, inputs=[]),
    ):
        pass
    assert _everything_in(tmp_path) == {"plan": "mine"}


def test_a_workbook_of_the_users_own_is_never_written_over(tmp_path):
    (tmp_path / "plan.xlsx").write_text("mine")
    with pytest.raises(Refused, match="is not of an earlier plan"), folder_for(tmp_path, names=NAMES, inputs=[]):
        pass
    assert _everything_in(tmp_path) == {"plan.xlsx": "mine"}


def test_what_the_command_reads_is_never_written_over(tmp_path):
    out = tmp_path / "plan"
    _an_earlier_plan(out)
    with (
        pytest.raises(Refused, match="would be written over"),
        folder_for(out, names=NAMES, inputs=[tmp_path / "x" / ".." / "plan" / "plan.xlsx"]),
    ):
        pass
    assert (out / "plan.xlsx").read_text() == "old"


def test_a_folder_reached_by_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    with folder_for(tmp_path / "link", names=NAMES, inputs=[]) as folder:
        _fill(folder)
        folder.keep()
    assert (tmp_path / "link").is_symlink()
    assert sorted(path.name for path in (tmp_path / "real").iterdir()) == ["calendar", "plan.json", "plan.xlsx"]
