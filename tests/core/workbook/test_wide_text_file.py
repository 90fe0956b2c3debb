"""A text file that is far too wide is told of at once, and is not laid out cell by cell."""

import pytest

from samklang.core.workbook.delimited import delimited_grid
from samklang.core.workbook.issues import Misread


def test_a_file_of_more_columns_than_anybody_has_is_refused(tmp_path):
    path = tmp_path / "wide.csv"
    path.write_text("Nummer;Navn\n1;" + ";" * 100_000 + "\n")
    with pytest.raises(Misread) as told:
        delimited_grid(path)
    assert str(told.value.what) == "“wide.csv” has 100,002 columns; at most 1,000 are read."
