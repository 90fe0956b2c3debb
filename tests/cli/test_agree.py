"""`samklang agree`: the figures of any file of ratings, as a table, as JSON and as files."""

import json
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from samklang.cli.agree_waiting import LateSign
from samklang.cli.screen import Screen
from samklang.core.words import say

EXAMPLES = Path(__file__).parents[2] / "examples"
KRIPPENDORFF = EXAMPLES / "ratings-krippendorff.csv"
"""Four raters, twelve units. Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C."""
AUTUMN, SPRING = EXAMPLES / "ratings-autumn.csv", EXAMPLES / "ratings-spring.csv"


def told(answer) -> dict:
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def figures(part: dict) -> dict[str, float]:
    return {one["name"]: one["estimate"] for one in part["figures"]}


def a_file(path: Path, *, cases: int = 24, raters: int = 5, unclear: float = 0.6, seed: int = 1) -> Path:
    """Ratings 1 to 5 that lie around an agreed level, a row for each case."""
    chance = Random(seed)
    lines = [";".join(["Sag", *(f"Bedømmer {number}" for number in range(1, raters + 1))])]
    for case in range(cases):
        middle = chance.choice((1, 2, 3, 4, 5))
        levels = (min(5, max(1, round(chance.gauss(middle, unclear)))) for _ in range(raters))
        lines.append(";".join([f"S{case}", *map(str, levels)]))
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_krippendorffs_own_table_gives_his_digits(here, level, published):
    (part,) = told(here("agree", KRIPPENDORFF, "--level", level, "--json"))["indicators"]
    assert round(part["alpha"]["estimate"], 3) == published
    assert (part["alpha"]["name"], part["alpha"]["raters"], part["alpha"]["cases"]) == (
        f"Krippendorff's alpha, {level} metric",
        4,
        11,
    )


@pytest.mark.parametrize(
    ("level", "published"),
    [
        ("nominal", {"Percent agreement": 0.81818, "Fleiss' kappa": 0.76117, "Gwet's AC1": 0.77544}),
        (
            "ordinal",
            {
                "Percent agreement, Gwet's ordinal weights": 0.96818,
                "Fleiss' kappa, Gwet's ordinal weights": 0.85021,
                "Gwet's AC2, ordinal weights": 0.89894,
                "Alpha with Gwet's ordinal weights": 0.83364,
            },
        ),
        ("interval", {"Fleiss' kappa, Gwet's quadratic weights": 0.86494, "Gwet's AC2, quadratic weights": 0.914}),
        ("ratio", {"Fleiss' kappa, Gwet's ratio weights": 0.82134, "Gwet's AC2, ratio weights": 0.85737}),
    ],
)
def test_the_figures_that_irrcac_prints_for_the_table_come_out(here, level, published):
    """Source: R's irrCAC (Gwet 2019), raw4, five digits."""
    (part,) = told(here("agree", KRIPPENDORFF, "--level", level, "--json"))["indicators"]
    found = figures(part)
    assert {name: round(found[name], 5) for name in published} == published


def test_the_answer_stands_first_and_each_figure_by_its_full_name(here):
    answer = here("agree", KRIPPENDORFF)
    words = " ".join(answer.stdout.split())
    assert words.startswith("There are too few cases to say whether the raters agree well enough: alpha is 0.815")
    assert "at least 0.667 with its whole 95 % interval" in words
    assert "Krippendorff's alpha, ordinal metric 0.815" in words
    assert "Alpha with Gwet's ordinal weights 0.834" in words
    assert "Two figures here are called ordinal and are not the same." in words


def test_each_indicator_has_its_line_in_the_order_of_the_file(here):
    answer = here("agree", AUTUMN, "--level", "ordinal", "--by", "indicator")
    lines = [line for line in answer.stdout.splitlines() if "agree well enough   " in f"{line}   "]
    assert answer.stdout.startswith("On 3 of 4 indicators the raters agree well enough to judge each other; on 1 they")
    assert [line.split("  ")[0].strip() for line in lines] == [
        "Fælles dagsorden",
        "Åbne spørgsmål",
        "Konkret job nævnt",
        "Klar aftale",
    ]


def test_overall_pools_the_indicators_and_says_what_that_does(here):
    answer = told(here("agree", AUTUMN, "--by", "overall", "--json"))
    assert (answer["by"], len(answer["indicators"]), answer["indicators"][0]["alpha"]["cases"]) == ("overall", 1, 24)
    assert "4 indicators are pooled in one figure." in here("agree", AUTUMN, "--by", "overall").stdout


def test_the_change_since_an_earlier_file_has_its_interval_and_a_verdict(here):
    parts = told(here("agree", AUTUMN, "--before", SPRING, "--json"))["indicators"]
    verdicts = {part["indicator"]: part["change"]["verdict"] for part in parts}
    assert verdicts == {
        "Fælles dagsorden": "no relevant change",
        "Åbne spørgsmål": "no relevant change",
        "Konkret job nævnt": "improved",
        "Klar aftale": "cannot tell",
    }
    better = parts[2]["change"]
    assert 0 < better["low"] < better["difference"] < better["high"]
    assert better["matched"] == 24
    assert "Agreement has risen by 0.45" in here("agree", AUTUMN, "--before", SPRING).stdout


def test_only_the_cases_of_both_files_count_for_the_change(here, tmp_path):
    a_file(tmp_path / "now.csv", cases=30)
    a_file(tmp_path / "then.csv", cases=22, unclear=1.4, seed=2)
    change = told(here("agree", "now.csv", "--before", "then.csv", "--json"))["indicators"][0]["change"]
    assert (change["matched"], change["before"]["cases"], change["after"]["cases"]) == (22, 22, 22)


def test_the_smallest_relevant_change_decides_whether_nothing_has_changed(here):
    def verdict(smallest: str) -> str:
        answer = here("agree", AUTUMN, "--before", SPRING, "--smallest-relevant", smallest, "--json")
        return str(told(answer)["indicators"][1]["change"]["verdict"])

    assert (verdict("0,1"), verdict("0.01")) == ("no relevant change", "cannot tell")


def test_the_key_is_held_beside_the_ratings(here):
    key = told(here("agree", AUTUMN, "--key", "Facit", "--json"))["indicators"][3]["against_key"]
    assert round(key["exact"]["estimate"], 2) == 0.37
    assert (
        "37 % of the ratings are the key's level, 84 % at most one away."
        in here("agree", AUTUMN, "--key", "Facit").stdout
    )


def test_a_rater_can_be_the_key_and_is_then_no_rater(here):
    answer = told(here("agree", KRIPPENDORFF, "--key", "Rater A", "--json"))
    assert (answer["raters"], answer["indicators"][0]["against_key"]["ratings"]) == (3, 26)


def test_nobody_is_named_unless_raters_are_asked_for_and_then_in_the_order_of_the_file(here, tmp_path):
    arguments = ("agree", AUTUMN, "--key", "Facit", "--out")
    plain = here(*arguments, "plain")
    assert [name for name in ("Anne K.", "Ole Ø.") if name in plain.stdout + _texts(tmp_path / "plain")] == []
    told_ = json.loads(here(*arguments, "named", "--raters", "--json").stdout)
    names = [one["name"] for one in told_["each_rater"]]
    assert (names[0], names[-1], len(names)) == ("Anne K.", "Ole Ø.", 12)
    assert "Anne K." in _texts(tmp_path / "named")


def _texts(folder: Path) -> str:
    book = load_workbook(folder / "agreement.xlsx")
    cells = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    return " ".join([cells, *((folder / name).read_text() for name in ("agreement.html", "agreement.json"))])


def test_the_bootstrap_gives_the_same_interval_from_the_same_seed(here, tmp_path):
    a_file(tmp_path / "r.csv")

    def interval(seed: int) -> tuple[float, float]:
        found = told(here("agree", "r.csv", "--bootstrap", "200", "--seed", seed, "--json"))["indicators"][0]["alpha"]
        assert (found["method"], found["replicates"]) == ("two-way bootstrap of raters and cases", 200)
        return found["low"], found["high"]

    assert interval(7) == interval(7) != interval(8)


def test_the_three_files_are_written_and_say_the_same(here, tmp_path):
    answer = here("agree", AUTUMN, "--before", SPRING, "--out", "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "agreement.html",
        "agreement.json",
        "agreement.xlsx",
    ]
    document = json.loads((tmp_path / "out" / "agreement.json").read_text())
    page = (tmp_path / "out" / "agreement.html").read_text()
    sheet = load_workbook(tmp_path / "out" / "agreement.xlsx")["Indicators"]
    alphas = [part["alpha"]["estimate"] for part in document["indicators"]]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == pytest.approx(alphas, rel=1e-12)
    assert [f"<td>{alpha:.3f}</td>" in page for alpha in alphas] == [True] * 4
    assert document["in_short"] in page
    assert answer.stdout.startswith(document["in_short"])


def test_an_answer_replaces_an_earlier_one_and_leaves_other_files_alone(here, tmp_path):
    (tmp_path / "out" / "calendar").mkdir(parents=True)
    (tmp_path / "out" / "notes.txt").write_text("mine")
    (tmp_path / "out" / "calendar" / "a.ics").write_text("PRODID:Samklang")
    assert here("agree", KRIPPENDORFF, "--out", "out").returncode == 0
    assert here("agree", AUTUMN, "--out", "out").returncode == 0
    assert json.loads((tmp_path / "out" / "agreement.json").read_text())["source"] == "ratings-autumn.csv"
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"
    assert (tmp_path / "out" / "calendar" / "a.ics").exists()


def test_a_file_of_somebody_elses_is_never_written_over(here, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "agreement.xlsx").write_text("mine")
    answer = here("agree", KRIPPENDORFF, "--out", "out")
    assert (answer.returncode, "is not of an earlier answer" in " ".join(answer.stderr.split())) == (2, True)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["agreement.xlsx"]


def test_levels_in_words_are_nominal(here, tmp_path):
    rows = ["ja;ja;nej", "nej;nej;nej", "ja;ja;ja", "måske;ja;ja"] * 4
    (tmp_path / "r.csv").write_text("Rater 1;Rater 2;Rater 3\n" + "\n".join(rows) + "\n")
    answer = told(here("agree", "r.csv", "--level", "nominal", "--json"))
    assert answer["words"] == {"1": "ja", "2": "nej", "3": "måske"}
    assert answer["indicators"][0]["pairs"][0][0] == 4 * (1 + 3 + 1)


def test_danish_is_spoken_where_it_is_asked_for(samklang):
    answer = samklang("agree", KRIPPENDORFF, "--lang", "da")
    assert answer.stdout.startswith("Der er for få cases til at sige, om bedømmerne er enige nok: Alfa er 0,815")


def test_a_sign_of_work_comes_after_two_seconds_and_not_before(capsys):
    with LateSign(Screen("en"), say("Reckoning agreement …")) as sign:
        sign.beat(1.9, stopping=False)
        assert capsys.readouterr().err == ""
        sign.beat(2.0, stopping=False)
        sign.heard(say("Reckoning {number} of {of}: {name} …", number=2, of=3, name="Åbning"))
    assert capsys.readouterr().err.splitlines() == ["Reckoning agreement …", "Reckoning 2 of 3: Åbning …"]
