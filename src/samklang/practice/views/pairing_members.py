"""Who is in a round of pairs: the list, put in, changed, taken out; and one's own part in it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.core.words import say, say_n
from samklang.practice.commands import pairing as commands
from samklang.practice.forms.pairing import AddMembersForm, MemberForm, SearchForm, WishForm
from samklang.practice.models import PairingMember
from samklang.practice.queries import pairing as queries
from samklang.practice.queries.pairing_problem import holders
from samklang.practice.rules import pairing as rules
from samklang.practice.views.pairing import above_round, found_round
from samklang.practice.views.sections import sections
from samklang.web.answers import number_in, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

_ROWS, _MOST_TO_ADD = 50, 60


@login_required
@require_safe
def pairing_members(request: StaffRequest, pk: int) -> HttpResponse:
    """Everybody in the round."""
    found = found_round(request, pk)
    form = SearchForm(request.GET)
    shown = Paginator(queries.members_of(found, form.asked()), _ROWS).get_page(request.GET.get("page"))
    held = holders(found)
    context: dict[str, Any] = {
        "round": found, "above": above_round(found), "filter_form": form, "page": shown,
        "rows": [(one, held.get(one.person_id, 0)) for one in shown.object_list],
        "may_change": rules.change_round(request.user, found) is None,
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/pairing_members.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_pairing_members(request: StaffRequest, pk: int) -> HttpResponse:
    """Put in colleagues who are not in the round."""
    found = found_round(request, pk)
    require(rules.change_round(request.user, found))
    search = SearchForm(request.GET)
    people = list(queries.people_to_add(found, search.asked())[: _MOST_TO_ADD + 1])
    form = AddMembersForm(sent(request), people=people[:_MOST_TO_ADD])
    back = reverse("practice:pairing-members", args=[found.pk])

    def do() -> HttpResponse:
        many = commands.add_members(
            by=request.user, round_=found, people=form.chosen(), most_beside=form.cleaned_data["most_beside"],
            now=now(),
        )  # fmt: skip
        tell(request, say_n("{count} person is put in.", "{count} people are put in.", many))
        return redirect(back)

    around = FormPage(
        say("Put people in the round"), say("Put in"), back, [*above_round(found), (say("People"), back)],
        template="practice/pairing_members_new.html",
    )  # fmt: skip
    more = len(people) > _MOST_TO_ADD
    return form_page(request, form, around, do, filter_form=search, more=more, most=_MOST_TO_ADD, people=people)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pairing_member(request: StaffRequest, pk: int, person: int) -> HttpResponse:
    """The part of one person; or they are taken out."""
    found, member = found_round(request, pk), _member(request, pk, person)
    require(rules.change_round(request.user, found))
    form = MemberForm(sent(request), initial={"is_focus": member.is_focus, "most_beside": member.most_as_partner})
    back = reverse("practice:pairing-members", args=[found.pk])

    def do() -> HttpResponse:
        commands.change_member(by=request.user, member=member, now=now(), **form.cleaned_data)
        tell(request, say("The part of {name} is saved.", name=member.person.name))
        return redirect(back)

    around = FormPage(
        member.person.name, say("Save"), back, [*above_round(found), (say("People"), back)],
        removal_url=reverse("practice:pairing-member-removal", args=[found.pk, person]),
        removal_label=say("Take {name} out of the round", name=member.person.name),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def pairing_member_removal(request: StaffRequest, pk: int, person: int) -> HttpResponse:
    """Somebody is not in the round after all."""
    member = _member(request, pk, person)
    name = member.person.name
    commands.remove_member(by=request.user, member=member, now=now())
    tell(request, say("{name} is taken out, with the pairs they were in. They can be put in again.", name=name))
    return redirect("practice:pairing-members", pk)


def _member(request: StaffRequest, pk: int, person: int) -> PairingMember:
    found: PairingMember = get_object_or_404(
        queries.members_of(found_round(request, pk)), person=number_in(str(person))
    )
    return found


# -- one's own part ---------------------------------------------------------------------------------------------------


@login_required
@require_safe
def pairing_own(request: StaffRequest) -> HttpResponse:
    """The rounds being prepared that one is in."""
    rows = []
    for one in queries.own_memberships(request.user, today()):
        rows.append((one, [each for each in queries.indicators_to_wish(one.round) if each.key in one.focus]))
    context = {"sections": sections(request, "practice:sparrings"), "rows": rows}
    response: HttpResponse = page(request, "practice/pairing_own.html", context)
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pairing_wish(request: StaffRequest, pk: int) -> HttpResponse:
    """What one would like to work on in a round one is in."""
    member: PairingMember = get_object_or_404(queries.own_memberships(request.user, today()), round=number_in(str(pk)))
    form = WishForm(sent(request), indicators=queries.indicators_to_wish(member.round), initial={"focus": member.focus})

    def do() -> HttpResponse:
        commands.choose_wishes(by=request.user, member=member, wishes=form.cleaned_data["focus"], today=today())
        tell(request, say("It is saved. Only the search for pairs looks at it."))
        return redirect("practice:pairing-own")

    back = reverse("practice:pairing-own")
    around = FormPage(
        say("What I would like to work on"), say("Save"), back,
        [(say("Sparring"), reverse("practice:sparrings")), (say("My rounds"), back)],
        say("The search then prefers a colleague who is licensed for it. Nobody sees it, neither your leader nor "
            "whoever pairs you, and it is deleted when the pairs are settled."),
    )  # fmt: skip
    return form_page(request, form, around, do)
