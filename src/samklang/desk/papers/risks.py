"""What can go wrong for those the data are about: what Samklang does against it, and what is left, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass

from samklang.core.words import Sentence, say
from samklang.desk.papers.about import About
from samklang.web.papers.paper import Table


@dataclass(frozen=True)
class Risk:
    """One risk. only_with: the switch that must be on for it to be there; empty where it always is."""

    what: Sentence
    measure: Sentence
    left: Sentence
    only_with: str = ""


RISKS = (
    Risk(say("What was meant for development is used for pay, discipline or ranking."),
        say("The ways are not built: no ranking, no score, no export to pay. What two note in a sparring is theirs."),
        say("Small. Somebody can still write down by hand what they have seen: the municipality needs a rule on "
            "that.")),
    Risk(say("Staff are measured before they know of it, or for another purpose."),
        say("Each purpose is off until a notice is in force. What was announced cannot be rewritten, only withdrawn."),
        say("Small. The text of a notice may be unclear: let the works council read it first.")),
    Risk(say("A figure of a small group reveals one person."),
        say("Nothing of fewer than five is shown."),
        say("Small to medium. In a small team people guess: speak with the team before figures are used.")),
    Risk(say("Somebody sees more than their work needs."),
        say("Roles hold at a place and for a time. An administrator sees no staff without opening records with a "
            "reason "
            "that the head and the works council can read. Every reading is in the ledger."),
        say("Medium where roles are not ended. Go through them every half year.")),
    Risk(say("The reason for leave tells of health."),
        say("Only the person and those who lead them see why. After its time the reason becomes “other”. No "
            "diagnosis."),
        say("Small to medium. A remark can still tell too much.")),
    Risk(say("A citizen's name or number is written where none belongs."),
        say("Free text that holds something like one is refused. Links for citizens carry no name."),
        say("Medium. What does not look like a name or a number is not found: tell staff, and correct what is seen.")),
    Risk(say("Companies write something sensitive, or mail goes to the wrong one."),
        say("Mail from companies has its own time to be deleted."),
        say("Medium. Mail leaves the house: agree on what is never written.")),
    Risk(say("Data are kept longer than they are needed."),
        say("The night deletes by dated rules and shows beforehand what it would take."),
        say("Medium until the municipality has verified each time.")),
    Risk(say("Data are lost, or the site is away when it is needed."),
        say("A backup is checked, and can be restored as a whole. The page of status says how old the last one is."),
        say("Depends on whether backups lie elsewhere and restoring has been tried.")),
    Risk(say("Somebody takes over an account."),
        say("Passwords of at least twelve characters, scrambled; a second step or the workplace's own sign-in; "
            "limits on "
            "guessing; sessions that end; a mail when something about the sign-in changes."),
        say("Small where a second step is required; see above how it is set now.")),
    Risk(say("The server, its disk or a backup falls into wrong hands."),
        say("Files are for the owner only. Samklang does not encrypt the disk."),
        say("Depends on the municipality: encrypt disks and backups, and keep the circle of operators small.")),
    Risk(say("Data about somebody are wrong, and are acted on."),
        say("Everybody sees what is held on them and can ask for a correction. Figures come with how sure they are."),
        say("Small.")),
    Risk(say("A language model learns something of people, or is taken for a judge."),
        say("It gets constructed conversations alone, and nobody but the one who practises sees the talk."),
        say("Medium. Staff can write a name by slip, and the endpoint is the municipality's to vouch for."), "model"),
    Risk(say("A recording is heard by others, or used for something else."),
        say("Both consent, either can take it back, and it is deleted after its days."),
        say("High enough to ask whether it is needed at all. Consent towards an employer may not be "
            "free."), "recordings"),
    Risk(say("The store of learning uses what it is told for something else."),
        say("It is told of attendance, passing and completing, and by number unless names are switched on."),
        say("Depends on the agreement with whoever runs the store."), "store"),
    Risk(say("Whoever has the directory's token changes people or roles."),
        say("A token reaches one place, for one purpose, until its last day, and is stored only as a hash."),
        say("Small. Keep the token as a password, and end it when the system changes."), "directory"),
)  # fmt: skip


def risks_table(about: About) -> Table:
    """Those that are there as the installation is set up."""
    rows = [(one.what, one.measure, one.left) for one in RISKS if not one.only_with or about.is_on(one.only_with)]
    headings = (say("What can go wrong"), say("What Samklang does"), say("What is left"))
    return Table(say("Risks for the people the data are about"), headings, rows)


def not_assessed(about: About) -> Iterator[Sentence]:
    """What is off, and must be assessed before it is switched on."""
    keys = {one.only_with for one in RISKS if one.only_with}
    off = tuple(one.what for one in about.switches if one.key in keys and not one.is_on)
    if off:
        yield say("Off, and to be assessed before they are switched on: {what}.", what=off)
