"""Writes the example files beside it from the constructed jobcentres; run again, it writes the same bytes."""

from pathlib import Path

from samklang.core.planner.problem import Problem, document
from samklang.core.workbook import write
from samklang.demo.exports import ENCODING, news_of_absences, staff_list
from samklang.demo.jobcentres import SEED, ringkobing_skjern, vejen, vejen_impossible

WORKBOOKS = {
    "vejen.xlsx": vejen,
    "ringkobing-skjern.xlsx": ringkobing_skjern,
    "vejen-impossible.xlsx": vejen_impossible,
}


def make_examples(folder: Path) -> None:
    """Write all five examples into the folder."""
    for name, make in WORKBOOKS.items():
        problem: Problem = make(SEED)
        write(document(problem), folder / name, language="da", programme=problem.programme)
    town = vejen(SEED)
    texts = {"vejen-sick.csv": news_of_absences(town, SEED), "personnel-export.csv": staff_list(town, SEED)}
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode(ENCODING))


if __name__ == "__main__":
    make_examples(Path(__file__).parent)
