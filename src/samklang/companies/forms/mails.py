"""Forms about mail to companies: narrowing the list, and sending again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.delivery.enums import MailState

_SHOWN = (MailState.WAITING, MailState.SENDING, MailState.HANDED, MailState.SENT, MailState.FAILED, MailState.BOUNCED)


class MailsFilter(forms.Form):
    """Which mail to companies to show."""

    q = forms.CharField(label=_("Name, address or reference"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *((one.value, one.label) for one in _SHOWN)]
    )


class SendAgainForm(forms.Form):
    """Where a mail that did not arrive goes instead."""

    to_email = forms.EmailField(
        label=_("Send it to"), max_length=254,
        error_messages={
            "required": _("Write the address it is to go to."),
            "invalid": _("Look at the e-mail address once more: something is missing, such as @."),
        },
    )  # fmt: skip
