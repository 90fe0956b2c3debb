"""`samklang compare`: variants side by side."""

import json

QUICK = ("--time-limit", "5", "--threads", "1")


def test_the_variants_stand_side_by_side_with_the_best_marked(here, problem_json):
    answer = here("compare", problem_json, "--cohorts", "2,3", *QUICK)
    assert answer.returncode == 0, answer.stderr
    assert all(word in answer.stdout for word in ("2 cohorts", "3 cohorts", "Cost", "Last session", "20,000 kr. *"))


def test_a_variant_without_a_plan_is_named_with_the_reason(here, problem_json):
    answer = here("compare", problem_json, "--cohorts", "2,9", *QUICK)
    assert (answer.returncode, "9 cohorts: no plan." in answer.stdout) == (0, True)


def test_the_figures_can_be_had_as_json(here, problem_json):
    answer = here("compare", problem_json, "--cohorts", "2", "--json", *QUICK)
    row = json.loads(answer.stdout)[0]
    assert (row["cohorts"], row["proved"], row["figures"]["untrained"], row["figures"]["cost_ore"]) == (
        2,
        True,
        0,
        2_000_000,
    )


def test_where_no_variant_has_a_plan_the_exit_code_says_so(here, problem_json):
    assert here("compare", problem_json, "--cohorts", "9", *QUICK).returncode == 1
