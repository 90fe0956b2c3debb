"""Fields that the browser knows better than we do: dates, times and files."""

from typing import Any

from django import forms


class DateInput(forms.DateInput):
    """The browser's own calendar, which speaks the person's language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class FileInput(forms.FileInput):
    """A file to send: says how large it may be, and the browser warns before a larger one is sent.

    accept: endings as the browser wants them, ".xlsx,.csv".
    """

    def __init__(self, *, most_megabytes: int = 20, accept: str = "", attrs: dict[str, Any] | None = None) -> None:
        self.most_megabytes = most_megabytes
        limits = {"data-most-bytes": most_megabytes * 1_000_000, **({"accept": accept} if accept else {})}
        super().__init__({**limits, **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template shows, with the limit and the id of its warning."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        widget = context["widget"]
        warning = f"{widget['attrs'].get('id', name)}_too_large"
        widget["most_megabytes"] = self.most_megabytes
        widget["warning"] = widget["attrs"]["data-too-large"] = warning
        return context
