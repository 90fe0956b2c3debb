"""How the pages with one form answer: asked for, sent with mistakes, refused by the rules, done."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django import forms
from django.db import IntegrityError
from django.http import HttpResponse

from samklang.access.refusals import NotAllowed
from samklang.core.words import Value, say, written
from samklang.web.answers import page
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


class FormPage(NamedTuple):
    """What stands around the form. above: label and address of each page above."""

    title: Value
    button: Value
    cancel_url: str
    above: Iterable[tuple[Value, str]] = ()
    lead: Value = ""
    template: str = "web/form.html"
    question: Value = ""
    consequences: Iterable[Value] = ()
    danger: bool = False
    removal_url: str = ""
    """Where the thing itself is taken away, where it can be."""
    removal_label: Value = ""


def sent(request: StaffRequest) -> Any:
    """What was typed; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


def form_page(
    request: StaffRequest, form: forms.BaseForm, around: FormPage, do: Callable[[], HttpResponse | None], **context: Any
) -> HttpResponse:
    """Do it where the form is in order; else, or where that finds faults, the form again with what was typed.

    do: None where it has put faults on the form.
    """
    if form.is_bound and form.is_valid():
        try:
            answer = do()
        except NotAllowed as refused:
            answer = None
            refuse(form, None, refused.refusal.reason)
        except IntegrityError:
            answer = None
            refuse(form, None, say("Somebody else saved the same just now. Look at what is there, and try again."))
        if answer is not None:
            return answer
    response: HttpResponse = page(request, around.template, {**around._asdict(), **context}, form=form)
    return response


def refuse(form: forms.BaseForm, field: str | None, reason: Value) -> None:
    """Let the form say what is wrong, at the field where it has one, in the person's language."""
    form.add_error(field if field in form.fields else None, written(reason, current_language()))
