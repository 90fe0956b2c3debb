"""How faults of the rules land on a form."""

from collections.abc import Iterable

from django import forms

from samklang.core.planner.problem import Fault
from samklang.web.form_pages import refuse


def tell_faults(form: forms.Form, faults: Iterable[Fault]) -> bool:
    """Put faults of the document at their fields. Whether there were any."""
    found = False
    for fault in faults:
        named = next((str(step) for step in reversed(fault.path) if str(step) in form.fields), None)
        refuse(form, named, fault.what)
        found = True
    return found
