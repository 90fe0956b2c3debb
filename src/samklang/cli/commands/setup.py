"""`samklang setup`: the municipality, its jobcentres and the first administrator, so that an organisation can begin."""

from typing import TYPE_CHECKING

import click
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from samklang.cli import clock
from samklang.cli.command import Command, option, screen_of
from samklang.cli.exits import Exit, Refused, to_mend
from samklang.cli.screen import Screen
from samklang.cli.site import require_migrated, site
from samklang.core.words import LANGUAGES, say

if TYPE_CHECKING:
    from samklang.access.models import Person

_LONGEST = 120


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "setup",
        run,
        does=say(
            "Begin: name the municipality, its jobcentres and the first administrator, and print the link with which "
            "the administrator chooses a password. The administrator then invites the others on the site. Run again "
            "with the same --email it prints a new link, as long as no password has been chosen."
        ),
        params=[
            option(
                language, "--municipality", shown_as=say("NAME"), does=say("The municipality, such as Vejen Kommune."),
                required=True,
            ),
            option(
                language, "--jobcentre", "jobcentres", shown_as=say("NAME"),
                does=say("A jobcentre; write it again for each one more."), multiple=True, required=True,
            ),
            option(language, "--name", shown_as=say("NAME"), does=say("The administrator's name."), required=True),
            option(
                language, "--email", shown_as=say("E-MAIL"), does=say("The administrator's e-mail address."),
                required=True,
            ),
            _lead(language),
            option(
                language, "--speaks", does=say("The administrator's language."),
                type=click.Choice(LANGUAGES, case_sensitive=False), default=LANGUAGES[0], show_default=True,
            ),
        ],
        examples=(
            (
                'samklang setup --municipality "Vejen Kommune" --jobcentre "Jobcenter Vejen" --name "Else Ravn" '
                "--email else.ravn@vejen.example",
                say("One jobcentre and its first administrator."),
            ),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )  # fmt: skip


def _lead(language: str) -> click.Option:
    does = say("The administrator is also the programme lead: for whoever begins alone.")
    return option(language, "--lead", does=does, is_flag=True)


@click.pass_context
def run(
    context: click.Context, *, municipality: str, jobcentres: tuple[str, ...], name: str, email: str, lead: bool,
    speaks: str,
) -> None:  # fmt: skip
    """Everything or nothing, and the link."""
    screen = screen_of(context)
    _require_names(municipality, name, *jobcentres)
    _require_different(jobcentres)
    _require_email(email)
    with site():
        require_migrated()
        # It asks the database, so it can only be loaded once the site has started.
        from samklang.access.models import Place  # noqa: PLC0415 - see the line above

        if Place.objects.exists():
            person = _waiting_administrator(email)
        else:
            person = _begin(municipality, jobcentres, name, email, speaks, lead=lead)
            screen.note(say("{municipality} is set up.", municipality=municipality.strip()))
        _show_link(screen, person)


def _require_names(*names: str) -> None:
    for one in names:
        if not one.strip():
            raise to_mend(say("A name is empty. Write --municipality, --jobcentre and --name each with a name."))
        if len(one) > _LONGEST:
            raise to_mend(say("“{name}” is too long. Write at most {most} letters.", name=one[:40], most=_LONGEST))


def _require_different(jobcentres: tuple[str, ...]) -> None:
    if len({one.strip().casefold() for one in jobcentres}) < len(jobcentres):
        raise to_mend(say("Two jobcentres have the same name. Give each its own."))


def _require_email(email: str) -> None:
    try:
        validate_email(email.strip())
    except ValidationError:
        raise to_mend(
            say("“{found}” is no e-mail address. Write it as name@municipality.dk.", found=email[:100])
        ) from None


def _begin(
    municipality: str, jobcentres: tuple[str, ...], name: str, email: str, speaks: str, *, lead: bool
) -> "Person":
    # They ask the database, so they can only be loaded once the site has started.
    from django.db import transaction  # noqa: PLC0415 - see the line above

    from samklang.access import commands  # noqa: PLC0415 - see the line above
    from samklang.access.enums import PlaceKind, Role  # noqa: PLC0415 - see the line above
    from samklang.ledger.origin import coming_from  # noqa: PLC0415 - see the line above

    with transaction.atomic(), coming_from("samklang setup"):
        whole = commands.add_place(by=None, kind=PlaceKind.MUNICIPALITY, name=municipality)
        for one in jobcentres:
            commands.add_place(by=None, kind=PlaceKind.JOBCENTRE, name=one, parent=whole)
        person = commands.add_person(by=None, municipality=whole, name=name, email=email, language=speaks.lower())
        for role in (Role.ADMINISTRATOR, *((Role.PROGRAMME_LEAD,) if lead else ())):
            commands.give_role(by=None, person=person, role=role, place=whole, first_day=clock.today())
    return person


def _waiting_administrator(email: str) -> "Person":
    from samklang.access.enums import Role  # noqa: PLC0415 - asks the database, which the site opens
    from samklang.access.models import Person  # noqa: PLC0415 - asks the database, which the site opens

    found = Person.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if found is None or Role.ADMINISTRATOR not in {grant.role for grant in found.grants.in_force(clock.today())}:
        raise Refused(
            say("Samklang is set up already. Other administrators are added on the site."),
        )
    if found.has_usable_password():
        raise Refused(
            say("Samklang is set up already, and this administrator has chosen a password."),
            say("Who has forgotten it asks for a new one on the sign-in page."),
        )
    return found


def _show_link(screen: Screen, person: "Person") -> None:
    from django.conf import settings  # noqa: PLC0415 - reads the settings, which the site loads

    from samklang.access.links import INVITED_FOR, password_link  # noqa: PLC0415 - asks the database, see above

    screen.note(
        say(
            "Give this link to {name}. It lets them choose a password, once, and works for {hours} hours:",
            name=person.name,
            hours=int(INVITED_FOR.total_seconds() // 3600),
        )
    )
    screen.out.print(password_link(person), soft_wrap=True)
    if settings.PUBLIC_ADDRESS.startswith("http://localhost"):
        screen.note(
            say("The link begins with this machine's own name, until SAMKLANG_ADDRESS says what the site is called.")
        )
