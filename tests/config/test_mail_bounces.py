"""`samklang mail bounces` on an installation, as a mail server or a nightly job calls it."""

import json

from tests.delivery.test_bounces import LATER, REPORT


def a_report() -> str:
    return REPORT.format(date=LATER, action="failed", status="5.1.1", returned="message/rfc822", message_id="<a@b>")


def test_reports_are_counted_by_what_became_of_them(samklang, tmp_path):
    (tmp_path / "report.eml").write_text(a_report())
    (tmp_path / "other.eml").write_text("Subject: I am on leave\n\nBack on Monday")
    answer = samklang("mail", "bounces", tmp_path / "report.eml", tmp_path / "other.eml", "--json")
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout) == {"marked": 0, "known": 0, "not_ours": 1}
    said = samklang("mail", "bounces", tmp_path / "report.eml")
    assert (said.stdout.strip(), "1 report is not about mail of ours." in said.stderr) == ("0 mails came back.", True)


def test_a_file_that_is_not_there_is_told_in_words(samklang, tmp_path):
    answer = samklang("mail", "bounces", tmp_path / "none")
    assert (answer.returncode, "none cannot be read: No such file or directory." in answer.stderr) == (2, True)
