"""How a SCIM request is read and answered: who asks, what was sent, errors as the standard has them, versions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from pydantic import ValidationError
from scim2_models import BaseModel as ScimModel
from scim2_models import (
    Context,
    Error,
    InvalidSyntaxException,
    InvalidValueException,
    PreconditionFailedException,
    Resource,
    SCIMException,
    SearchRequest,
)

from samklang.access.enums import Scope
from samklang.access.queries import Bearer
from samklang.access.refusals import NotAllowed
from samklang.api.problems import Problem, asked_language, told_in
from samklang.api.scim.schemas import PROVIDER
from samklang.core.words import Sentence, render, say

CONTENT_TYPE = "application/scim+json"
Answer = Callable[..., HttpResponse]


class ScimRequest(HttpRequest):
    """A request from a directory whose token lets it in."""

    bearer: Bearer


class Unacceptable(Exception):
    """Something sent cannot be kept; the sentence is put into the reader's language last."""

    def __init__(self, sentence: Sentence, kind: type[SCIMException] = InvalidValueException) -> None:
        super().__init__(str(sentence))
        self.sentence, self.kind = sentence, kind


def scim(let_in: Callable[[HttpRequest, Scope], Bearer], *methods: str) -> Callable[[Answer], Answer]:
    """A view of SCIM: for these methods, for a token with that scope, with every fault told as the standard has it."""

    def decorate(view: Answer) -> Answer:
        @csrf_exempt
        @wraps(view)
        def answered(request: ScimRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            language = asked_language(request)
            with translation.override(language), PROVIDER:
                try:
                    request.bearer = let_in(request, Scope.SCIM)
                    if request.method not in methods:
                        return _not_allowed(request, methods, language)
                    return view(request, *args, **kwargs)
                except Exception as fault:  # noqa: BLE001 - what is not known here is raised again
                    return _fault(fault, language)

        return answered

    return decorate


def _not_allowed(request: HttpRequest, methods: tuple[str, ...], language: str) -> HttpResponse:
    sentence = say("{method} does nothing here. These do: {methods}.", method=str(request.method), methods=methods)
    error = Error(status=HTTPStatus.METHOD_NOT_ALLOWED, detail=render(sentence, language))
    return answer(error, HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": ", ".join(methods)})


def _fault(fault: Exception, language: str) -> HttpResponse:
    """The answer to a fault we know; others are raised again."""
    headers: dict[str, str] = {}
    match fault:
        case Problem():
            error = Error(status=fault.status, detail=render(fault.sentence, language))
            headers = fault.headers
        case NotAllowed():
            error = Error(status=HTTPStatus.FORBIDDEN, detail=render(fault.refusal.reason, language))
        case Unacceptable():
            error = fault.kind(detail=render(fault.sentence, language)).to_error()
        case ValidationError():
            error = Error.from_validation_errors(fault)[0]
        case SCIMException():
            error = fault.to_error()
        case Http404():
            missing = say("There is nothing here that the token reaches.")
            error = Error(status=HTTPStatus.NOT_FOUND, detail=render(missing, language))
        case IntegrityError():
            taken = say("Somebody else just took the same name, number or address. Ask again.")
            error = Error(status=HTTPStatus.CONFLICT, scim_type="uniqueness", detail=render(taken, language))
        case RequestDataTooBig():
            large = say("That is more than is read at a time. Send fewer members in one request.")
            error = Error(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail=render(large, language))
        case _:
            raise fault
    return told_in(answer(error, error.status or HTTPStatus.BAD_REQUEST), language, headers)


def answer(message: ScimModel | None, status: int, headers: dict[str, str] | None = None, **dump: Any) -> HttpResponse:
    """The message in SCIM's own content type; nobody keeps a copy. dump: how the message is written."""
    body = "" if message is None else json.dumps(message.model_dump(**dump), ensure_ascii=False)
    found = HttpResponse(body, status=status, content_type=CONTENT_TYPE)
    return told_in(found, translation.get_language() or "da", headers or {})


def resource_answer(
    request: HttpRequest, resource: Resource[Any], context: Context, status: int = HTTPStatus.OK
) -> HttpResponse:
    """One user or group with its version and address; 304 where the reader has this version already."""
    meta = resource.meta
    headers = {"ETag": str(meta and meta.version), "Content-Location": str(meta and meta.location)}
    if status == HTTPStatus.CREATED:
        headers["Location"] = str(meta and meta.location)
    if request.method == "GET" and _names(request.headers.get("If-None-Match", ""), headers["ETag"]):
        return answer(None, HTTPStatus.NOT_MODIFIED, headers)
    wanted = asked_search(request, type(resource))
    return answer(resource, status, headers, scim_ctx=context, response_parameters=wanted)


def version_of(resource: Resource[Any]) -> str:
    """A weak entity tag of what the resource says."""
    said = json.dumps(resource.model_dump(exclude={"meta"}), sort_keys=True)
    return f'W/"{hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()[:24]}"'


def require_version(request: HttpRequest, resource: Resource[Any]) -> None:
    """Raises PreconditionFailed where the writer has seen another version than there is now."""
    wanted = request.headers.get("If-Match", "")
    if wanted and not _names(wanted, str(resource.meta and resource.meta.version)):
        raise PreconditionFailedException()


def _names(header: str, version: str) -> bool:
    tags = [tag.strip() for tag in header.split(",")]
    return "*" in tags or version in tags or version.removeprefix("W/") in tags


def asked_search(request: HttpRequest, model: type[Resource[Any]]) -> SearchRequest[Any]:
    """What the query asks for: filter, order, page, attributes. What it does not know is left out."""
    known = ("filter", "sortBy", "sortOrder", "startIndex", "count", "attributes", "excludedAttributes")
    asked = {name: request.GET[name] for name in known if request.GET.get(name, "") != ""}
    if "sortOrder" in asked:
        asked["sortOrder"] = asked["sortOrder"].lower()
    kind: Any = SearchRequest.__class_getitem__(model)
    found: SearchRequest[Any] = kind.model_validate(asked)
    return found


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent. Raises InvalidSyntax, or InvalidValue for text no database can keep."""
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as fault:
        raise InvalidSyntaxException(detail="The body is not JSON") from fault
    if not isinstance(sent, dict):
        raise InvalidSyntaxException(detail="The body is not a JSON object")
    if not storable(json.dumps(sent, ensure_ascii=False)):
        raise InvalidValueException(detail="A text holds characters that are not text")
    return sent


def storable(text: str) -> bool:
    """Whether every database can keep the text: no null characters, no halves of characters."""
    return "\0" not in text and "\\u0000" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
