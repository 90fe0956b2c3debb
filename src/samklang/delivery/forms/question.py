"""A question worded, and a file of questions."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samklang.core.words import written
from samklang.delivery.bilingual import Text
from samklang.delivery.frameworks import competence_names
from samklang.delivery.models import Course
from samklang.delivery.question_files import LONGEST, MOST_OPTIONS, QuestionFaults, from_file
from samklang.delivery.questions import ONE, SEVERAL, Option, Question
from samklang.web.language import current_language
from samklang.web.widgets import FileInput

_MOST_BYTES = 2 * 2**20


def _text(label: Any, rows: int, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Write the text.")},
    )  # fmt: skip


class QuestionWordingForm(forms.Form):
    """A question with its answers; Danish is asked for, English may follow."""

    text_da, text_en = _text(_("Question in Danish"), 3, required=True), _text(_("Question in English"), 3)
    competence = forms.ChoiceField(label=_("Competence"), error_messages={"required": _("Choose a competence.")})
    kind = forms.ChoiceField(
        label=_("Right answers"), choices=[(ONE, _("One")), (SEVERAL, _("Several"))], widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )  # fmt: skip
    difficulty = forms.TypedChoiceField(
        label=_("Difficulty"), coerce=int, choices=[(1, _("Easy")), (2, _("Middling")), (3, _("Hard"))]
    )
    explanation_da = _text(_("Explanation in Danish"), 3, required=True)
    explanation_en = _text(_("Explanation in English"), 3)

    def __init__(self, *args: Any, course: Course, question: Question | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": _initial(question)})
        language = current_language()
        field = self.fields["competence"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(key, one.worded(language)) for key, one in competence_names(course.framework).items()]
        self.fieldsets: list[tuple[Any, list[str]]] = [
            (_("The question"), ["text_da", "text_en", "competence", "kind", "difficulty"])
        ]
        for place in range(MOST_OPTIONS):
            names = [f"option_{place}_{part}" for part in ("da", "en", "right")]
            self.fields[names[0]], self.fields[names[1]] = _text(_("In Danish"), 2), _text(_("In English"), 2)
            self.fields[names[2]] = forms.BooleanField(label=_("This answer is right"), required=False)
            self.fieldsets.append((_("Answer %(number)d") % {"number": place + 1}, names))
        self.fieldsets.append((_("Afterwards"), ["explanation_da", "explanation_en"]))

    def question(self, key: str, indicator: str) -> Question:
        """What was typed; answers without any text are left out."""
        given = self.cleaned_data
        options = [
            Option(Text(given[f"option_{place}_da"], given[f"option_{place}_en"]), given[f"option_{place}_right"])
            for place in range(MOST_OPTIONS)
            if given[f"option_{place}_da"] or given[f"option_{place}_en"]
        ]
        return Question(
            key, given["competence"], indicator, given["kind"], given["difficulty"],
            Text(given["text_da"], given["text_en"]), tuple(options),
            Text(given["explanation_da"], given["explanation_en"]),
        )  # fmt: skip


def _initial(question: Question | None) -> dict[str, Any]:
    if question is None:
        return {"kind": ONE, "difficulty": 2}
    found: dict[str, Any] = {
        "text_da": question.text.da, "text_en": question.text.en, "competence": question.competence,
        "kind": question.kind, "difficulty": question.difficulty, "explanation_da": question.explanation.da,
        "explanation_en": question.explanation.en,
    }  # fmt: skip
    for place, one in enumerate(question.options):
        found |= {f"option_{place}_da": one.text.da, f"option_{place}_en": one.text.en,
                  f"option_{place}_right": one.right}  # fmt: skip
    return found


class QuestionFileForm(forms.Form):
    """A file of questions; all of them are taken in, or none."""

    file = forms.FileField(
        label=_("File"), widget=FileInput(accept=".json", most_megabytes=_MOST_BYTES // 2**20),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty. Choose another one.")},
    )  # fmt: skip

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course = course

    def clean_file(self) -> list[Question]:
        """The questions."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile) or (file.size or 0) > _MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB. Divide it."))
        try:
            return from_file(file.read(), self.course.framework, competence_names(self.course.framework))
        except QuestionFaults as found:
            language = current_language()
            raise forms.ValidationError([written(one, language) for one in found.faults[:50]]) from None
