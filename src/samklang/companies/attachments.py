"""Why a file that came with an enquiry was not kept. Pure."""

from collections.abc import Mapping

from samklang.core.words import Sentence, say

WHY_REFUSED: Mapping[str, Sentence] = {
    "large": say("It is larger than 10 MB."),
    "kind": say("It is none of the kinds that are kept, or it holds macros. Ask for it as PDF."),
    "mail": say("It is another mail. Ask for what is in it."),
    "many": say("There were too many files in the mail."),
    "parts": say("The mail had so many parts that the rest was not looked at."),
    "rush": say("It came in a rush of many enquiries. Ask for it by mail."),
    "empty": say("It is empty."),
    "unreadable": say("The mail is made so that it could not be read. Look at it in the mailbox."),
}
"""By the key in `Attachment.refused_because`."""


def why_refused(key: str) -> Sentence | None:
    """In words."""
    return WHY_REFUSED.get(key)
