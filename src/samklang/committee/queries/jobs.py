"""What can be said about jobs: what studies came to, also that it cannot be told, and public figures beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from samklang.access.models import Place
from samklang.committee.claims import Both, Claim, Figure, Offer, both, interval_of
from samklang.committee.enums import Question
from samklang.committee.window import Window
from samklang.core.words import LANGUAGES, Sentence, Value, say, written
from samklang.evidence.documents import sentence_in
from samklang.evidence.enums import How, StudyState
from samklang.evidence.metrics import EFFECT, PUBLIC
from samklang.evidence.models import PublicLoad, PublicTable, PublicValue, Study, StudyAnswer
from samklang.evidence.queries.public_figures import Shown, shown_of
from samklang.evidence.queries.studies import answers_of
from samklang.evidence.study_words import amount

MOST_STUDIES, MOST_PUBLIC = 2, 3
_NOT_SAID = (
    say("One municipality alone most often cannot tell what training does for jobs. “Cannot tell” is a result, not a "
        "failure."),
    say("Public figures say what happened in the municipality, for many reasons at once, and not what training did."),
)  # fmt: skip


def what_of_jobs(jobcentre: Place, window: Window) -> tuple[Claim, list[Offer]]:
    """The answer with its figures, and what it gives reason to ask for."""
    answers, waiting = _answers(jobcentre, window), _waiting(jobcentre, window)
    public = _public(jobcentre, window)
    told: list[Sentence | Both] = [both(sentence_in(one.document["sentence"])) for one in answers[1:]]
    told += [say("“{title}”: the plan is frozen, and the data are awaited.", title=one.title) for one in waiting]
    claim = Claim(
        question=Question.JOBS, answer=_answer(answers, waiting), told=told,
        figures=[*(_of_study(one) for one in answers), *(_of_table(*one) for one in public)],
        not_said=_NOT_SAID,
    )  # fmt: skip
    return claim, list(_offers(answers, waiting))


def _studies(jobcentre: Place, window: Window) -> list[Study]:
    found = Study.objects.filter(
        jobcentre=jobcentre, state__in=[StudyState.FROZEN, StudyState.ANSWERED], frozen_at__date__lte=window.last_day
    )
    return list(found.order_by("-frozen_at", "-pk"))


def _answers(jobcentre: Place, window: Window) -> list[StudyAnswer]:
    """The newest answer of each study that had one by the last day."""
    found = [
        answers_of(one).filter(made_at__date__lte=window.last_day).select_related("study").first()
        for one in _studies(jobcentre, window)
    ]
    return [one for one in found if one is not None][:MOST_STUDIES]


def _waiting(jobcentre: Place, window: Window) -> list[Study]:
    return [
        one for one in _studies(jobcentre, window)
        if not answers_of(one).filter(made_at__date__lte=window.last_day).exists()
    ][:MOST_STUDIES]  # fmt: skip


def _answer(answers: list[StudyAnswer], waiting: list[Study]) -> Sentence | Both:
    if answers:
        return both(sentence_in(answers[0].document["sentence"]))
    if waiting:
        return say("Nothing yet: a study is under way, and its plan was frozen before anybody saw an outcome.")
    return say("Nothing: what training does for jobs can only be told by a study, and none has been set up.")


def _of_study(made: StudyAnswer) -> Figure:
    study, primary = made.study, made.document["result"]["answer"]["primary"]
    ends = [primary[one] for one in ("estimate", "low", "high")]
    whole = all(one is not None for one in ends)
    first = study.first_day or made.made_at.date()
    return Figure(
        key=f"effect:{study.pk}", metric=EFFECT, label=study.outcome or study.title,
        said=say("no figure") if ends[0] is None else amount(ends[0], study.unit),
        bounds=say("{low} to {high}", low=amount(ends[1], study.unit), high=amount(ends[2], study.unit))
        if whole else "",
        n=primary["clusters"], first_day=first, last_day=max(first, made.made_at.date()),
        source=say("The study “{title}”, plan frozen {day}, {cases} cases", title=study.title,
                   day=study.frozen_at.date() if study.frozen_at else made.made_at.date(),
                   cases=made.document.get("cases", 0)),
        raw=interval_of(ends, primary["clusters"]) if whole else None,
    )  # fmt: skip


def _public(jobcentre: Place, window: Window) -> list[tuple[Shown, PublicLoad, PublicValue]]:
    """Tables with the municipality's own newest figure of a period that was over by the last day."""
    tables = list(PublicTable.objects.filter(municipality=jobcentre.parent_id, on=True).order_by("position", "pk"))
    found = []
    for one in shown_of(tables):
        over = [day for day in sorted(one.own, reverse=True) if day.last_day <= window.last_day]
        newest = next((one.own[day] for day in over if one.own[day].value is not None), None)
        if one.load is not None and newest is not None:
            found.append((one, one.load, newest))
    return found[:MOST_PUBLIC]


def _of_table(shown: Shown, load: PublicLoad, newest: PublicValue) -> Figure:
    table = shown.table
    number = Decimal(str(newest.value)).quantize(Decimal("0.1"))
    unit: Mapping[str, str] = {"da": table.unit_da, "en": table.unit_en or table.unit_da}
    title: Both = {"da": table.title_da, "en": table.title_en or table.title_da}
    said = {one: f"{written(number, one)} {unit[one]}".strip() for one in LANGUAGES}
    how: Value = (
        say("{provider}: a constructed sample, not real figures", provider=table.get_provider_display())
        if load.how == How.SAMPLE
        else say("{provider}, as published, fetched {day}", provider=table.get_provider_display(),
                 day=load.loaded_at.date())
    )  # fmt: skip
    return Figure(
        key=f"public:{table.key}", metric=PUBLIC, label=title, said=said, first_day=newest.first_day,
        last_day=newest.last_day, source=how,
    )  # fmt: skip


def _offers(answers: list[StudyAnswer], waiting: list[Study]) -> Iterator[Offer]:
    if answers and answers[0].verdict == "cannot tell":
        yield Offer("pool", say(
            "That we add our sums to those of other municipalities, since we alone cannot tell whether training moves "
            "anybody into work."
        ))  # fmt: skip
    elif not answers and not waiting:
        yield Offer("study", say("A study with a frozen plan, before the next colleagues are trained."))
