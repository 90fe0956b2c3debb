"""The reference of the workbook is made from the definitions that reading and writing go by."""

import pytest

from samklang.core.workbook import reference
from samklang.core.workbook.sheets import RULES, SETTINGS, SHEETS


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_sheet_column_and_rule_is_in_the_reference(language):
    text = reference(language)
    headings = {line for line in text.splitlines() if line.startswith("## ")}
    assert headings == {
        f"## {kind.name.in_(language)} ({kind.name.in_('en' if language == 'da' else 'da')})" for kind in SHEETS
    }
    columns = (*SETTINGS, *(column for kind in SHEETS if kind is not RULES for column in kind.columns))
    missing = [column.key for column in columns if f"\n| {column.heading.in_(language)} " not in text]
    assert missing == []


@pytest.mark.parametrize("kind", SHEETS, ids=lambda kind: kind.key)
def test_no_two_columns_of_a_sheet_have_a_heading_in_common(kind):
    folds = [fold for column in kind.columns for fold in column.folds]
    assert len(folds) == len(set(folds))


def test_no_two_sheets_have_a_name_in_common():
    folds = [fold for kind in SHEETS for fold in kind.folds]
    assert len(folds) == len(set(folds))


def test_no_two_rules_have_a_name_in_common():
    folds = [fold for setting in SETTINGS for fold in setting.folds]
    assert len(folds) == len(set(folds))
