"""`samklang companies load`: loads a file of companies, as a nightly job does."""

from pathlib import Path
from typing import Any

import click

from samklang.cli import clock
from samklang.cli.command import Command, argument, json_option, option, screen_of
from samklang.cli.exits import Exit, Refused, to_mend
from samklang.cli.site import require_migrated, site
from samklang.core.words import say, say_n

LOAD = "load"


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "companies",
        run,
        does=say(
            "Load companies from a file of the public register or from a spreadsheet: what is new is added, what has "
            "changed is changed, and what looks like another company is left for somebody to choose about on the page. "
            "Loading the same file twice changes nothing the second time."
        ),
        params=[
            argument(language, "deed", shown_as=say("load"), does=say("load reads the file and loads it."),
                     type=click.Choice((LOAD,))),
            argument(language, "file", shown_as=say("FILE"),
                     does=say("JSON of the register, also as .gz; .xlsx or .csv."),
                     type=click.Path(path_type=Path)),
            option(language, "--municipality", does=say("The municipality whose companies they are, by its name."),
                   required=True),
            option(language, "--by", does=say("Who loads it, by e-mail address; otherwise Samklang itself.")),
            option(language, "--dry-run", does=say("Only tell what would change."), is_flag=True),
            json_option(language),
        ],
        examples=(
            ("samklang companies load cvr.json.gz --municipality Vejen --dry-run", say("See what would change.")),
            ("samklang companies load cvr.json.gz --municipality Vejen", say("Load it, every night.")),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )  # fmt: skip


@click.pass_context
def run(context: click.Context, /, deed: str, file: Path, **options: Any) -> Exit:
    """Read, load, report."""
    del deed  # there is one
    screen = screen_of(context)
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise to_mend(say("{path} cannot be read: {why}.", path=str(file), why=str(fault.strerror))) from fault
    with site():
        require_migrated()
        counts = loaded(file.name, content, **options)
    if screen.as_json:
        screen.result_as_json(counts)
        return Exit.DONE
    screen.result(say_n("{count} new company.", "{count} new companies.", counts["new"]))
    screen.result(say_n("{count} changed company.", "{count} changed companies.", counts["changed"] + counts["ceased"]))
    left = counts["left"] + counts["alike"] + counts["problems"]
    if left:
        screen.note(say_n("{count} line was left out.", "{count} lines were left out.", left))
    return Exit.DONE


def loaded(name: str, content: bytes, *, municipality: str, by: str | None, dry_run: bool) -> dict[str, int]:
    """Load the file, or with dry_run only look into it. returns: how many lines there are of each kind."""
    # They ask the database, so they can only be loaded once the site has started.
    from samklang.access.enums import PlaceKind  # noqa: PLC0415 - see the line above
    from samklang.access.models import Person, Place  # noqa: PLC0415 - see the line above
    from samklang.access.refusals import NotAllowed  # noqa: PLC0415 - see the line above
    from samklang.companies.commands import loads  # noqa: PLC0415 - see the line above
    from samklang.companies.enums import LoadKind  # noqa: PLC0415 - see the line above

    place = Place.objects.filter(kind=PlaceKind.MUNICIPALITY, name__iexact=municipality).first()
    if place is None:
        raise to_mend(say("There is no municipality called “{name}”.", name=municipality))
    person = Person.objects.filter(email__iexact=by).first() if by else None
    if by and person is None:
        raise to_mend(say("Nobody has the e-mail address {email}.", email=by))
    now = clock.now()
    try:
        if dry_run:
            return loads.look_into(municipality=place, name=name, content=content, now=now).counts
        load = loads.begin_load(by=person, municipality=place, name=name, content=content, now=now)
        if not any(load.counts[one] for one in ("new", "changed", "ceased")) and load.kind == LoadKind.SHEET:
            loads.discard_load(by=person, load=load)
            return dict(load.counts)
        return dict(loads.apply_load(by=person, load=load, digest=None, now=now).counts)
    except loads.Misread as wrong:
        raise to_mend(wrong.what, wrong.instead) from wrong
    except NotAllowed as refused:
        raise Refused(refused.refusal.reason) from refused
