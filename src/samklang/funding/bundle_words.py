"""What the bundle for an auditor says of itself, in both languages."""

from samklang.core.words import LANGUAGES, Sentence, render, say
from samklang.funding.models import Grant

_WHAT: tuple[Sentence, ...] = (
    say("reports/: every report that was sent, as PDF and DOCX, with the figures it was sent with."),
    say("reports/*.json: the words and figures that the checksum in the report is of; its SHA-256 is the same."),
    say("accounts.xlsx: the accounts of the whole grant, with formulas, every posting and the budget."),
    say("postings.csv: every posting. Amounts are whole øre, debit above 0. Each voucher adds up to 0."),
    say("documents/: the document of each voucher, with the voucher's number first."),
    say("award/ and application/: the letter of award, and the files of the application."),
    say("budget.csv, changes.csv, conditions.csv, terms.json: what was agreed with the funder."),
    say("own-hours.csv: how many people and minutes own hours are of, and at which rate. It names nobody."),
    say("log.csv: who entered, attested and sent what, and when. Who took this bundle out stands in the log itself."),
    say("index.csv: every file, its size, its checksum, and whether a document is as it was when it was kept."),
)
_CHECK: tuple[Sentence, ...] = (
    say("To check that no file was changed: sha256sum -c SHA256SUMS"),
    say("On Windows: Get-FileHash in PowerShell, held against SHA256SUMS."),
)


def readme(grant: Grant) -> bytes:
    """A text in both languages."""
    application = grant.application
    parts = []
    for language in LANGUAGES:
        head = say(
            "Bundle for the auditor: {project}, {funder}, case {number}",
            project=" ".join(application.title.split()), funder=application.scheme.funder, number=grant.case_number,
        )  # fmt: skip
        lines = [render(head, language), ""]
        lines += [f"- {render(one, language)}" for one in _WHAT]
        lines += ["", *(render(one, language) for one in _CHECK)]
        parts.append("\n".join(lines))
    return "\n\n\n".join([*parts, ""]).encode()
