"""Where the site counts: in memory, so that a disk that is full does not end it."""

from pathlib import Path

from samklang.cli.commands.serve import place_for_figures


def test_figures_are_counted_in_memory_in_an_empty_folder_of_the_installations_own(tmp_path: Path):
    memory, one, other = tmp_path / "memory", tmp_path / "one", tmp_path / "other"
    memory.mkdir()
    found = place_for_figures(one, memory)
    (found / "counter_1.db").touch()
    assert (found.parent, found.stat().st_mode & 0o777) == (memory, 0o700)
    assert list(place_for_figures(one, memory).iterdir()) == []
    assert place_for_figures(other, memory) != found


def test_where_memory_has_no_folder_or_somebody_elses_the_data_folder_has_it(tmp_path: Path):
    data, memory = tmp_path / "data", tmp_path / "memory"
    assert place_for_figures(data, memory) == data / "run" / "figures"
    memory.mkdir()
    taken = place_for_figures(data, memory)
    taken.rmdir()
    taken.symlink_to(tmp_path)
    assert place_for_figures(data, memory) == data / "run" / "figures"
    assert tmp_path.is_dir()
