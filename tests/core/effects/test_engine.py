"""An engine that is not there, dies or has too little memory says what to do; nothing is left behind."""

import threading

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.core.effects.conftest import serving

from samklang.core.effects.cells import cells_of
from samklang.core.effects.engine import EngineFailed, open_engine

NAMED = {"unit": "unit", "cohort": "cohort", "period": "period", "outcome": "outcome", "cluster": "office"}


def told(caught):
    return str(caught.value.sentence)


def test_the_engine_in_this_process_is_named_with_its_version_and_leaves_nothing_behind(tmp_path):
    for url in (None, "duckdb"):
        with open_engine(url, memory_mb=100, threads=1, spill=tmp_path) as engine:
            assert engine.name.startswith("duckdb 1.")
            assert len(list(tmp_path.iterdir())) == 1
        assert list(tmp_path.iterdir()) == []


def test_an_address_that_is_none_is_refused():
    with pytest.raises(EngineFailed) as caught, open_engine("spark://somewhere"):
        pass
    assert told(caught) == (
        "An engine is called duckdb, or has an address such as sc://host:15002. “spark://somewhere” is neither."
    )


def test_too_little_memory_is_said_in_words(tmp_path):
    with open_engine(None, memory_mb=20, threads=1, spill=tmp_path) as engine:
        engine.backend.raw_sql("SET max_temp_directory_size = '1MB'")
        many = engine.backend.sql("SELECT range AS unit FROM range(20000000)")
        with pytest.raises(EngineFailed) as caught:
            engine.fetch(many.group_by("unit").agg(rows=many.count()).order_by("rows"))
    assert told(caught).endswith(
        "had too little memory, and the sums were not done. Give it more memory or more room on disk, or ask for fewer "
        "columns."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_what_its_ending_says_is_told_in_one_line(duck, tmp_path):
    path = tmp_path / "data.parquet"
    path.write_text("no table\n" * 9)
    with pytest.raises(EngineFailed) as caught:
        duck.files([str(path)])
    assert "stopped, and the files could not be read; nothing was written." in told(caught)
    assert "\n" not in told(caught)


@pytest.mark.xdist_group("spark")
def test_an_engine_that_does_not_answer_is_told_without_what_is_secret_in_its_address():
    pytest.importorskip("pyspark")
    with pytest.raises(EngineFailed) as caught, open_engine("sc://127.0.0.1:9/;token=secret"):
        pass
    assert told(caught).startswith("Nothing that speaks Spark Connect answers at sc://127.0.0.1:9. See that")
    assert "secret" not in told(caught)


@pytest.mark.xdist_group("spark")
def test_an_engine_killed_half_way_is_told_and_gives_no_half_of_the_sums(tmp_path):
    rows = 3_000_000
    numbers = pa.array(range(rows), pa.int64())
    table = pa.table({"unit": numbers, "period": numbers, "cohort": numbers, "office": numbers, "outcome": numbers})
    pq.write_table(table, tmp_path / "data.parquet")
    before = sorted(tmp_path.iterdir())
    with serving() as served, open_engine(served.url) as engine:
        engine.fetch(engine.files([str(tmp_path / "data.parquet")]).limit(1))
        threading.Timer(0.3, served.process.kill).start()
        with pytest.raises(EngineFailed) as caught:
            cells_of(tmp_path / "data.parquet", **NAMED, engine=engine)
    assert told(caught).startswith("The engine spark 4.")
    assert "stopped, and " in told(caught)
    assert "; nothing was written. See that it runs and can read the data, and try again." in told(caught)
    assert sorted(tmp_path.iterdir()) == before
