"""A file is the old one or the new one, never half of one."""

import resource

import pytest

from samklang.reports.files import replace_file


def test_a_file_is_put_in_place_with_its_folders(tmp_path):
    replace_file(tmp_path / "a" / "b" / "plan.txt", b"new")
    assert (tmp_path / "a" / "b" / "plan.txt").read_bytes() == b"new"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["plan.txt"]


def test_a_file_that_is_there_is_replaced(tmp_path):
    (tmp_path / "plan.txt").write_bytes(b"old and longer")
    replace_file(tmp_path / "plan.txt", b"new")
    assert (tmp_path / "plan.txt").read_bytes() == b"new"


def test_what_was_there_stays_when_the_new_one_cannot_be_put_in_place(tmp_path):
    (tmp_path / "plan.txt").mkdir()
    (tmp_path / "plan.txt" / "mine").write_bytes(b"old")
    with pytest.raises(OSError, match=r"plan\.txt"):
        replace_file(tmp_path / "plan.txt", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.txt"]
    assert (tmp_path / "plan.txt" / "mine").read_bytes() == b"old"


def test_what_was_there_stays_when_the_disk_is_full(tmp_path):
    (tmp_path / "plan.txt").write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            replace_file(tmp_path / "plan.txt", b"new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path.name for path in tmp_path.iterdir()] == ["plan.txt"]
    assert (tmp_path / "plan.txt").read_bytes() == b"old"


def test_nothing_is_left_behind_when_the_writing_fails(tmp_path):
    with pytest.raises(TypeError):
        replace_file(tmp_path / "plan.txt", "not bytes")
    assert list(tmp_path.iterdir()) == []
