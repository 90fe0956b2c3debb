"""A letter is written anew by the jobcentre, or is Samklang's own again."""

from datetime import datetime

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.delivery.letters import Text
from samklang.delivery.models import LetterText
from samklang.delivery.rules.mail import edit_letters
from samklang.ledger.commands import record


@transaction.atomic
def write_letter(*, by: Person, jobcentre: Place, letter: str, language: str, text: Text, now: datetime) -> LetterText:
    """From now on the letter says this at the jobcentre. Raises NotAllowed."""
    require(edit_letters(by, jobcentre))
    found, _ = LetterText.objects.update_or_create(
        jobcentre=jobcentre, letter=letter, language=language,
        defaults={"subject": text.subject, "body": text.body, "edited_by": by, "edited_at": now},
    )  # fmt: skip
    record("letter-written", by=by, subject=found, place=jobcentre, details={"letter": letter, "language": language})
    return found


@transaction.atomic
def take_back_letter(*, by: Person, jobcentre: Place, letter: str, language: str) -> None:
    """From now on the letter says what Samklang's own does. Raises NotAllowed."""
    require(edit_letters(by, jobcentre))
    gone, _ = LetterText.objects.filter(jobcentre=jobcentre, letter=letter, language=language).delete()
    if gone:
        record("letter-taken-back", by=by, place=jobcentre, details={"letter": letter, "language": language})
