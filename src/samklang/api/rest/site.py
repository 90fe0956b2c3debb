"""The API itself: who is let in, how faults are told, and the description others build on."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer

from samklang.access.enums import Scope
from samklang.access.queries import Bearer
from samklang.access.refusals import NotAllowed
from samklang.api.bearer import bearer
from samklang.api.problems import Problem, asked_language, problem_answer, told_in
from samklang.api.rest import schemas
from samklang.core.words import say

PROBLEM_TYPE = "application/problem+json"
PROBLEMS: Mapping[int, Any] = {
    400: schemas.Problem, 401: schemas.Problem, 403: schemas.Problem, 404: schemas.Problem, 422: schemas.Faults,
    429: schemas.Problem,
}  # fmt: skip
"""What every operation may answer besides its own."""


class ApiRequest(HttpRequest):
    """A request from a system whose token lets it in."""

    auth: Bearer


class Token(HttpBearer):
    """Lets in a token that was made for the scope."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Bearer:
        """The token in use. Raises Problem."""
        return bearer(request, self.scope)

    def authenticate(self, request: HttpRequest, token: str) -> Bearer:  # noqa: ARG002 - the header holds it too
        """The same, for whoever has taken the header apart already."""
        return self(request)


class Api(NinjaAPI):
    """Answers that nobody keeps, and a description in which faults have their own content type."""

    def create_response(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The answer, with the word that nobody keeps a copy."""
        return told_in(super().create_response(request, *args, **kwargs), asked_language(request), {})

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> Any:
        """The description, OpenAPI 3.1."""
        found = super().get_openapi_schema(*args, **kwargs)
        for operations in found["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= HTTPStatus.BAD_REQUEST and "content" in answer:
                        answer["content"] = {PROBLEM_TYPE: next(iter(answer["content"].values()))}
        return found


api = Api(
    title="Samklang",
    version="1",
    description=(
        "Reads what Samklang's pages show, for other systems. An administrator makes the token on the page “Tokens”; "
        "every request sends it as “Authorization: Bearer …”. What the token does not reach is 404. Faults come as "
        "problem details with a sentence in Danish or English."
    ),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api:rest",
)


@api.exception_handler(Problem)
def _problem(request: HttpRequest, fault: Problem) -> HttpResponse:
    return problem_answer(request, fault)


@api.exception_handler(NotAllowed)
def _not_allowed(request: HttpRequest, fault: NotAllowed) -> HttpResponse:
    return problem_answer(request, Problem(HTTPStatus.FORBIDDEN, fault.refusal.reason))


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, _: Http404) -> HttpResponse:
    return problem_answer(request, Problem(HTTPStatus.NOT_FOUND, say("There is nothing here that the token reaches.")))


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    errors = [{"where": str(one["loc"][-1]), "message": str(one["msg"])} for one in fault.errors]
    fields = tuple(dict.fromkeys(error["where"] for error in errors))
    sentence = say("This cannot be read: {fields}. Look in the description of the API.", fields=fields)
    return problem_answer(request, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, sentence), errors=errors)


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, fault: HttpError) -> HttpResponse:
    sentence = say("This cannot be read. Look in the description of the API.")
    return problem_answer(request, Problem(HTTPStatus(fault.status_code), sentence))
