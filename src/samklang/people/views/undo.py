"""Taking back what one has just done."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from samklang.core.words import say
from samklang.people import commands
from samklang.people.models import Undo
from samklang.web.answers import tell
from samklang.web.requests import StaffRequest


@login_required
@require_POST
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """The change is taken back, unless somebody has changed the same since."""
    step = get_object_or_404(Undo.objects.filter(by=request.user), pk=pk)
    employee = commands.undo(by=request.user, step=step)
    tell(request, say("Undone: {name} is as before.", name=employee.name))
    return redirect(employee)
