"""`samklang ai`: whether the language model answers, and on which indicators it may say anything."""

import secrets
import time
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from samklang.cli import clock
from samklang.cli.command import Command, argument, json_option, option, screen_of
from samklang.cli.exits import Exit, Refused, to_mend
from samklang.cli.screen import Screen
from samklang.cli.site import require_migrated, site
from samklang.core.words import Sentence, say, say_n

CHECK, CALIBRATE = "check", "calibrate"
ALL = "all"
FRAMEWORKS = ("conversation", "company-meeting", ALL)


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "ai",
        run,
        does=say(
            "check asks whether the language model set in SAMKLANG_AI_URL answers. calibrate lets it rate the "
            "jobcentre's own cases that have a key, each alone and blind, and licenses it on the indicators where it "
            "meets what is asked of people. On the others it gives nobody feedback."
        ),
        params=[
            argument(language, "deed", shown_as=say("check|calibrate"),
                     does=say("check asks for its models; calibrate lets it rate."),
                     type=click.Choice((CHECK, CALIBRATE))),
            option(language, "--jobcentre", shown_as=say("NAME"),
                   does=say("The jobcentre whose cases it rates; needed where there are several.")),
            option(language, "--framework", does=say("The framework whose cases it rates."),
                   type=click.Choice(FRAMEWORKS), default=ALL, show_default=True),
            option(language, "--round", "round_number", shown_as=say("NUMBER"), type=click.IntRange(1, 10**18 - 1),
                   does=say("Rate in an open round as one of its raters; licences come when the round closes.")),
            option(language, "--by", does=say("Who does it, by e-mail address; otherwise Samklang itself.")),
            option(language, "--dry-run", is_flag=True,
                   does=say("Ask the model and print the table, and write nothing.")),
            json_option(language),
        ],
        examples=(
            ("samklang ai check", say("Does it answer?")),
            ("samklang ai calibrate --jobcentre Jobcentret --dry-run", say("See how it would do.")),
            ("samklang ai calibrate --jobcentre Jobcentret", say("Let it pass, or not.")),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )  # fmt: skip


@click.pass_context
def run(context: click.Context, /, deed: str, **options: Any) -> Exit:
    """Ask, rate, report."""
    screen = screen_of(context)
    with site():
        # They ask the settings and the database, so they can only be loaded once the site has started.
        from samklang.access.refusals import NotAllowed  # noqa: PLC0415 - see the line above
        from samklang.practice.partner.endpoint import Unanswered, configured  # noqa: PLC0415 - see the line above

        endpoint = configured()
        if endpoint is None:
            raise to_mend(say("No language model is set. Set SAMKLANG_AI_URL and SAMKLANG_AI_MODEL first."))
        try:
            if deed == CHECK:
                return check(screen, endpoint)
            require_migrated()
            if options["round_number"] is not None:
                return in_round(screen, endpoint, options)
            return on_own_cases(screen, endpoint, options)
        except Unanswered as failed:
            raise Refused(failed.sentence, say("Nothing was written.")) from failed
        except NotAllowed as refused:
            raise Refused(refused.refusal.reason) from refused


def check(screen: Screen, endpoint: Any) -> Exit:
    """Whether it answers, has the models that are set, and how long it takes to say something."""
    from samklang.practice.partner.endpoint import answered, models  # noqa: PLC0415 - needs the site's settings

    found = models(endpoint)
    began = time.perf_counter()
    answered(endpoint, [{"role": "user", "content": "OK?"}])
    took_ms = round((time.perf_counter() - began) * 1000)
    missing = [one for one in (endpoint.model, endpoint.transcribes) if one and one not in found]
    if screen.as_json:
        screen.result_as_json({"url": endpoint.url, "model": endpoint.model, "models": found, "milliseconds": took_ms})
    else:
        screen.result(say("{model} answered in {milliseconds} ms.", model=endpoint.model, milliseconds=took_ms))
        for one in missing:
            listed = tuple(found[:20]) or "–"
            absent = say("“{model}” is not in the list of models: {models}.", model=one, models=listed)
            screen.note(absent)
    return Exit.DONE


def on_own_cases(screen: Screen, endpoint: Any, options: dict[str, Any]) -> Exit:
    """Every case with a key, then the licence table."""
    from samklang.practice.commands.calibrating import calibrate  # noqa: PLC0415 - needs the site to have started
    from samklang.practice.queries.partner import own_frameworks  # noqa: PLC0415 - needs the site to have started

    jobcentre, dry_run = _jobcentre(options["jobcentre"]), options["dry_run"]
    frameworks = list(own_frameworks(jobcentre, options["framework"]))
    if not frameworks:
        raise to_mend(
            say("{place} has no such framework. Take it in on the pages of the method.", place=jobcentre.name)
        )
    outcome = calibrate(
        by=_by(options["by"]), jobcentre=jobcentre, frameworks=frameworks, endpoint=endpoint, dry_run=dry_run,
        today=clock.today(), now=clock.now(), heard=_heard(screen),
    )  # fmt: skip
    if screen.as_json:
        screen.result_as_json({"model": endpoint.model, "dry_run": dry_run, "indicators": _as_json(outcome)})
        return Exit.DONE
    screen.result(_table(screen, outcome))
    passed = sum(one.licensed for one in outcome.rows)
    screen.result(say("{passed} of {all} indicators passed.", passed=passed, all=len(outcome.rows)))
    if outcome.unreadable:
        screen.note(say_n("{count} answer could not be read, and counts for nothing.",
                          "{count} answers could not be read, and count for nothing.", outcome.unreadable))  # fmt: skip
    if dry_run:
        screen.note(say("Nothing was written."))
    return Exit.DONE


def in_round(screen: Screen, endpoint: Any, options: dict[str, Any]) -> Exit:
    """As one of the raters of an open round."""
    from samklang.calibration.models import Round  # noqa: PLC0415 - needs the site to have started
    from samklang.practice.commands.calibrating import calibrate_in_round  # noqa: PLC0415 - needs the site to have started

    found = Round.objects.filter(pk=options["round_number"], deleted_at=None, opened_at__isnull=False).first()
    if found is None or found.closed_at is not None:
        raise to_mend(say("There is no open round with the number {number}.", number=str(options["round_number"])))
    ratings = calibrate_in_round(
        by=_by(options["by"]), round_=found, endpoint=endpoint, seed=secrets.randbits(63), dry_run=options["dry_run"],
        now=clock.now(), heard=_heard(screen),
    )  # fmt: skip
    if screen.as_json:
        screen.result_as_json({"model": endpoint.model, "dry_run": options["dry_run"], "ratings": ratings})
    elif options["dry_run"]:
        screen.result(say_n("{count} rating. Nothing was written.", "{count} ratings. Nothing was written.", ratings))
    else:
        done = say_n("{count} rating is handed in. Licences come when the round closes.",
                     "{count} ratings are handed in. Licences come when the round closes.", ratings)  # fmt: skip
        screen.result(done)
    return Exit.DONE


def _jobcentre(name: str | None) -> Any:
    from samklang.access.enums import PlaceKind  # noqa: PLC0415 - needs the site to have started
    from samklang.access.models import Place  # noqa: PLC0415 - needs the site to have started

    found = Place.objects.filter(kind=PlaceKind.JOBCENTRE).order_by("path")
    named = list(found.filter(name__iexact=name) if name else found)
    if len(named) == 1:
        return named[0]
    if name and not named:
        raise to_mend(say("There is no jobcentre called “{name}”.", name=name))
    names = [one.name for one in found[:20]]
    raise to_mend(say("Say which jobcentre with --jobcentre: {names}.", names=tuple(names) or "–"))


def _by(email: str | None) -> Any:
    from samklang.access.models import Person  # noqa: PLC0415 - needs the site to have started

    person = Person.objects.filter(email__iexact=email).first() if email else None
    if email and person is None:
        raise to_mend(say("Nobody has the e-mail address {email}.", email=email))
    return person


def _heard(screen: Screen) -> Any:
    def heard(number: int, total: int, rated: Any) -> None:
        screen.note(f"{number:4} / {total}  {rated.blind.title}")
        if not rated.readable:
            screen.note(say("The answer could not be read."))

    return heard


def _why(screen: Screen, row: Any) -> str:
    from samklang.calibration.terms import Meets  # noqa: PLC0415 - needs the site to have started

    said: dict[Any, Sentence] = {
        Meets.YES: say("yes"),
        Meets.TOO_FEW: say("no: too few cases"),
        Meets.NOT_SURE: say("no: not surely near enough to the key"),
        Meets.LEANS: say("no: leans above or below the key"),
    }
    return screen.words(said[row.meets])


def _table(screen: Screen, outcome: Any) -> Table:
    table = Table(box=None, pad_edge=False)
    headings = (
        say("Indicator"),
        say("Cases"),
        say("Agreement"),
        say("Surely at least"),
        say("Leaning"),
        say("Licence"),
    )
    for place, one in enumerate(headings):
        table.add_column(screen.words(one), justify="right" if 0 < place < 5 else "left")
    for row in outcome.rows:
        figure = row.figure
        numbers = (figure.agreement, figure.low, figure.bias) if figure else (None, None, None)
        shown = [_figure(screen, one) for one in numbers]
        table.add_row(*map(Text, (row.indicator.key, str(row.cases), *shown, _why(screen, row))))
    return table


def _figure(screen: Screen, number: float | None) -> str:
    return "–" if number is None else screen.value(round(number, 2))


def _as_json(outcome: Any) -> list[dict[str, Any]]:
    return [
        {
            "framework": row.framework.key, "indicator": row.indicator.key, "cases": row.cases,
            "agreement": row.figure.agreement if row.figure else None, "low": row.figure.low if row.figure else None,
            "bias": row.figure.bias if row.figure else None, "licensed": row.licensed, "why": str(row.meets),
        }
        for row in outcome.rows
    ]  # fmt: skip
