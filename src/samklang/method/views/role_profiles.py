"""Which profile goes with which role of the staff register."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.refusals import Refusal, require
from samklang.core.words import say, say_n
from samklang.method.commands.role_profile import choose_profiles
from samklang.method.forms.role_profiles import RoleProfilesForm
from samklang.method.queries.role_profiles import jobcentres_to_choose_for, profiles_to_choose, roles_at
from samklang.method.views.skill_tabs import skill_tabs
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def role_profiles(request: StaffRequest) -> HttpResponse:
    """The jobcentres to choose for; where there is one, its page."""
    jobcentres = list(jobcentres_to_choose_for(request.user))
    if not jobcentres:
        require(Refusal(say("Role profiles are chosen by the programme lead.")))
    if len(jobcentres) == 1:
        return redirect("method:jobcentre-role-profiles", jobcentres[0].pk)
    return render(request, "method/role_profiles.html", {"tabs": skill_tabs(request), "jobcentres": jobcentres})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def jobcentre_role_profiles(request: StaffRequest, pk: int) -> HttpResponse:
    """The roles found today with how many work so, and the profile of each."""
    jobcentre = get_object_or_404(jobcentres_to_choose_for(request.user), pk=pk)
    roles, profiles = roles_at(jobcentre, request.today), profiles_to_choose(jobcentre, request.today)
    form = RoleProfilesForm(sent(request), roles=roles, profiles=profiles)

    def do() -> HttpResponse:
        changed = choose_profiles(by=request.user, jobcentre=jobcentre, chosen=form.chosen(), today=request.today)
        tell(request, say_n("Saved: {count} role has another profile.", "Saved: {count} roles have another profile.",
                            changed))  # fmt: skip
        return redirect("method:jobcentre-role-profiles", pk)

    around = FormPage(
        say("Role profiles, {place}", place=jobcentre.name), say("Save"), reverse("method:skills"),
        [(say("Skills of groups"), reverse("method:skills"))],
        lead=say("The profile says which levels a role asks. The roles are those of the staff list today."),
        template="method/jobcentre_role_profiles.html",
    )  # fmt: skip
    return form_page(request, form, around, do, roles=roles, profiles=profiles, tabs=skill_tabs(request))
