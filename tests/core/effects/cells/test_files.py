"""A cell file is whole, signed, by somebody known and free of small counts, or it is not taken in."""

import hashlib
import json
import stat
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.core.effects.cells.tables import same

from samklang.core.effects.cells import (
    NEVER,
    About,
    BadCellFile,
    BadKey,
    Cells,
    load_key,
    new_key,
    public_text,
    read_cells,
    write_cells,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ABOUT = About(
    municipality="Ærø", definition="In work 26 weeks after", made_on=date(2026, 11, 26), plan_hash="sha256:" + "0" * 64
)
CELLS = Cells(
    np.array(["a", "a", "æ"]),
    np.array([3.0, 3.0, NEVER]),
    np.array([1, 2, 1]),
    np.array(["", "", "old | men"]),
    np.array([10, 12, 9]),
    np.array([10.5, 12.25, 9.1]),
    np.array([5.1, 1 / 3, -7.0]),
    np.array([5.2, 6.0, 8.0]),
    "in work",
    "duckdb 1.5.6",
    4,
)


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "ærø.cells"
    write_cells(found, CELLS, ABOUT, KEY)
    return found


def refusal(path, trusted=None):
    with pytest.raises(BadCellFile) as caught:
        read_cells(path, trusted=trusted)
    return str(caught.value.sentence)


def signed(path, **changes):
    """The same file with a changed document, signed again by its owner."""
    document = json.loads(path.read_bytes().split(b"\n")[1])
    document["columns"] |= changes.pop("columns", {})
    body = json.dumps(document | changes).encode()
    signature = KEY.sign(b"samklang-cells/1\n" + body).hex()
    digest = hashlib.sha256(body).hexdigest()
    seal = {"schema": "samklang-cells/1", "sha256": digest, "key": public_text(KEY), "signature": signature}
    path.write_bytes(json.dumps(seal, separators=(",", ":")).encode() + b"\n" + body)
    return path


def test_a_file_gives_back_what_was_put_in(path):
    found = read_cells(path, trusted={public_text(KEY)})
    same(found.cells, CELLS, relative=0)
    assert (found.cells.outcome, found.cells.source, found.cells.suppressed) == ("in work", "duckdb 1.5.6", 4)
    assert (found.about, found.signed_by) == (ABOUT, public_text(KEY))
    assert write_cells(path, CELLS, ABOUT, KEY) == found.sha256


def test_no_byte_can_be_changed_unseen(path):
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        refusal(path)
    for other in (whole[:-1], whole + b"\n", whole[5:], b""):
        path.write_bytes(other)
        refusal(path)


def test_a_changed_file_is_told_apart_from_one_of_somebody_unknown(path):
    assert refusal(path, trusted={"0" * 64}).startswith("ærø.cells is signed with a key that is not known here: 03a1")
    path.write_bytes(path.read_bytes().replace(b"26 weeks", b"13 weeks"))
    assert refusal(path) == (
        "ærø.cells is not as it was signed: something in it was changed. Fetch it again from the municipality."
    )


def test_another_format_and_another_version_are_refused(path):
    path.write_bytes(path.read_bytes().replace(b"samklang-cells/1", b"samklang-cells/2", 1))
    assert "has the format samklang-cells/2, and this version reads samklang-cells/1" in refusal(path)
    path.write_text("cluster;cohort\n")
    assert refusal(path) == "ærø.cells is not a cell file. Give one that was written for sharing."
    path.unlink()
    assert refusal(path) == f"{path} cannot be read. See where it lies."


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"n": [10, -12, 9]}, "a count is below 1"),
        ({"n": [10, 12.5, 9]}, "a count or a period is not a whole number"),
        ({"n": [10, 12, 10**30]}, "a count or a period is too large"),
        ({"total": [5.1, float("nan"), -7.0]}, "a sum is not a finite number"),
        ({"total": [5.1, "many", -7.0]}, "a sum is not a number"),
        ({"total": [5.1, 500.0, -7.0]}, "a total is larger than its squares allow"),
        ({"weight": [-1.0, 12.25, 9.1]}, "a sum of weights or squares is below 0"),
        ({"period": [2, 1, 1]}, "the groups are not in order, or one is there twice"),
        ({"period": [1, 1, 1]}, "the groups are not in order, or one is there twice"),
        ({"n": [10, 12]}, "the columns are not of one length"),
        ({"cohort": [float("nan"), 3, None]}, "a cohort is not a period"),
    ],
)
def test_numbers_that_cannot_be_sums_are_refused_whoever_signed_them(path, columns, why):
    assert refusal(signed(path, columns=columns)) == (
        f"ærø.cells holds numbers that cannot be sums: {why}. Ask the municipality to make the file again."
    )


@pytest.mark.parametrize("changes", [{"made_on": "yesterday"}, {"columns": {"cluster": [1, 2, 3]}}, {"least": 2}])
def test_a_document_that_lacks_something_is_refused(path, changes):
    assert refusal(signed(path, **changes)).startswith("ærø.cells lacks parts of a cell file.")


def test_small_counts_are_refused_on_both_sides(path, tmp_path):
    few = replace(CELLS, n=np.array([10, 4, 3]))
    with pytest.raises(BadCellFile, match="2 groups count fewer than 5 people or events"):
        write_cells(tmp_path / "few.cells", few, ABOUT, KEY)
    assert [one.name for one in tmp_path.iterdir()] == ["ærø.cells"]
    told = refusal(signed(path, columns={"n": [10, 4, 9]}))
    assert told.startswith("ærø.cells counts fewer than 5 people or events in one group. Delete it")


def test_a_file_that_is_too_large_is_not_opened(path, monkeypatch):
    monkeypatch.setattr("samklang.core.effects.cells.files.MOST_BYTES", 100)
    assert refusal(path).startswith("ærø.cells is larger than a cell file can be.")


def test_too_many_groups_are_refused(path, monkeypatch):
    monkeypatch.setattr("samklang.core.effects.cells.checking.MOST_ROWS", 2)
    assert "there are more than 2 groups" in refusal(path)


def test_a_key_is_kept_for_its_owner_alone(tmp_path):
    path = tmp_path / "key.pem"
    key = new_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert public_text(load_key(path)) == public_text(key)
    with pytest.raises(BadKey, match=r"There is a file .* already"):
        new_key(path)
    path.chmod(0o644)
    with pytest.raises(BadKey, match="Run chmod 600 on it"):
        load_key(path)
    path.chmod(0o600)
    path.write_text("nothing")
    with pytest.raises(BadKey, match="does not hold a key"):
        load_key(path)
    with pytest.raises(BadKey, match="There is no key in"):
        load_key(tmp_path / "other.pem")
