"""Letters to companies say the same in both languages, and a field that is empty takes its line with it."""

import re
from datetime import UTC, date, datetime

import pytest

from samklang.companies.letters import AT_ONCE, AUTOMATIC, TITLES, kinds, language_of, with_reference, written_out
from samklang.core.words import say
from samklang.delivery.letters import fields_of

FACTS = {
    "name": "Pia Lund", "subject": "Smede", "reference": "V-7KQ4XM", "owner": "Bo Kjær", "owner_phone": "76 00 00 01",
    "promise": say("{hours} working hours, from {moment}", hours=7, moment="nu"),
    "until": datetime(2026, 9, 8, 12, tzinfo=UTC), "entrance": "Virksomhedsservice", "phone": "76 00 00 00",
    "mail": "v@egtved.example", "text": "Første linje\n\nAnden {linje}", "by": "Bo Kjær", "by_phone": "76 00 00 01",
    "title": "Møde om smede", "begins": "2026-09-09T10:00:00+02:00", "ends": "2026-09-09T11:00:00+02:00",
    "agreements": ["Vi sender to kandidater", "I svarer"], "steps": ["Bo ringer den 10."], "next_meeting": "",
    "company": "Egtved Maskinfabrik", "before": "Ib Ravn", "owner_email": "bo@egtved.example",
    "first_day": date(2026, 9, 10), "link": "https://s.example/x",
}  # fmt: skip


@pytest.mark.parametrize("key", list(kinds()))
@pytest.mark.parametrize("language", ["da", "en"])
def test_each_letter_knows_every_field_it_uses_and_leaves_none_open(key, language):
    kind = kinds()[key]
    assert set(fields_of(kind.texts[language])) <= set(kind.fields)
    assert set(fields_of(kind.texts["da"])) == set(fields_of(kind.texts["en"]))
    said = written_out(key, FACTS, language)
    assert not re.search(r"\{(?!linje)", said.body)
    assert said.body.startswith("Kære Pia Lund" if language == "da" else "Dear Pia Lund")
    assert key in TITLES


@pytest.mark.parametrize("key", list(kinds()))
def test_a_letter_without_facts_is_short_and_whole(key):
    said = written_out(key, {}, "da")
    assert "{" not in said.body + said.subject
    assert "\n\n\n" not in said.body
    assert not said.subject.endswith(":")


def test_a_receipt_tells_who_has_it_and_until_when():
    said = written_out("receipt", FACTS, "da")
    assert "Den er hos: Bo Kjær" in said.body
    assert "I får svar senest: tirsdag den 8. september 2026 kl. 14.00" in said.body
    assert "V-7KQ4XM" in said.body
    nobody = written_out("receipt", {**FACTS, "owner": ""}, "da")
    assert "Den er hos" not in nobody.body


def test_what_somebody_typed_keeps_its_lines_and_its_braces():
    assert "Første linje\n\nAnden {linje}" in written_out("answer", FACTS, "da").body


def test_minutes_list_what_was_agreed_and_leave_out_headings_without_a_list():
    said = written_out("minutes", FACTS, "da")
    assert "Aftaler:\n– Vi sender to kandidater\n– I svarer" in said.body
    assert "Det sker nu:\n– Bo ringer den 10." in said.body
    assert "onsdag den 9. september 2026 kl. 10.00–11.00" in said.body
    assert "Aftaler" not in written_out("minutes", {**FACTS, "agreements": []}, "da").body


def test_subjects_are_one_line_with_the_reference_once():
    assert with_reference("Sv: Smede\r\nBcc: x@y.example", "V-7KQ4XM") == "[V-7KQ4XM] Sv: Smede Bcc: x@y.example"
    assert with_reference("Sv: [V-7KQ4XM] Smede", "V-7KQ4XM") == "Sv: [V-7KQ4XM] Smede"
    assert len(with_reference("x" * 400, "V-7KQ4XM")) == 300


def test_a_company_is_written_to_in_danish_or_english():
    assert [language_of(one) for one in ("da", "en", "de", "pl", "uk", "")] == ["da", "en", "en", "en", "en", "en"]


def test_what_is_automatic_or_sent_at_once_is_a_letter():
    assert set(kinds()) >= AT_ONCE | AUTOMATIC


def test_there_is_no_letter_of_another_name():
    with pytest.raises(KeyError):
        written_out("nothing", {}, "da")
