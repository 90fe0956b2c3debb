"""A form draws itself with everything that a person needs to fill it in, seen or heard."""

import re
from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.drawing import drawn

from samklang.web.gallery import EveryField

FILLED = {
    "name": "Åse", "team": "east", "role": "west", "first_day": "2026-09-01", "weekly_hours": "32",
}  # fmt: skip


def _form(data=None, **given):
    return drawn("{{ form }}", form=EveryField(data, **given))


def test_every_field_has_a_label():
    html = _form()
    ids = re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', html)
    assert ids
    assert [one for one in ids if f'for="{one}"' not in html] == []


def test_a_hint_is_read_with_its_field():
    html = _form()
    assert '<div class="form-hint" id="id_name_helptext">Som det står på lønsedlen.</div>' in html
    assert re.search(r'<input type="text" name="name"[^>]*aria-describedby="id_name_helptext"', html)


def test_what_may_be_left_empty_says_so_and_a_box_to_tick_does_not():
    labels = re.findall(r'<(?:label|legend)[^>]*>([^<]*)<span class="optional">', _form())
    assert labels == ["E-mail", "Hjælper også", "Bemærkning", "Personaleliste", "Møder kl."]


def test_choices_stand_in_a_group_with_a_name():
    html = _form()
    assert re.search(
        r'<fieldset aria-describedby="id_role_helptext"> <legend class="form-label">Rolle ?</legend>', html
    )
    assert html.count('<div class="form-group-radio">') == 3


def test_fields_that_belong_together_stand_together():
    html = _form()
    group = re.search(r'<fieldset class="form-set"><legend>Arbejdstid</legend>(.*)</fieldset>', html)
    assert group is not None
    assert re.findall(r'name="(\w+)"', group[1]) == ["first_day", "starts", "weekly_hours"]


def test_faults_stand_at_the_top_with_ways_to_their_fields_and_at_the_fields():
    html = _form({**FILLED, "name": "", "role": "", "weekly_hours": "40"})
    top = html[: html.index("</ul>")]
    assert "3 ting skal rettes" in top
    assert re.findall(r'<a href="#([^"]+)">', top) == ["id_name", "id_role_0", "id_weekly_hours"]
    assert [one for one in re.findall(r'<a href="#([^"]+)">', top) if f'id="{one}"' not in html] == []
    assert re.search(r'name="name"[^>]*aria-invalid="true"', html)
    assert re.search(r'aria-describedby="id_weekly_hours_helptext id_weekly_hours_error"', html)
    assert not re.search(r'type="radio"[^>]*aria-invalid', html)


def test_the_summary_takes_the_focus_and_is_not_there_without_faults():
    assert re.search(r'class="error-summary" tabindex="-1" autofocus', _form({**FILLED, "name": ""}))
    assert "error-summary" not in _form(FILLED)
    assert "error-summary" not in _form()


def test_one_fault_is_one_thing():
    assert "Én ting skal rettes" in _form({**FILLED, "name": ""})


def test_two_forms_on_a_page_do_not_share_ids():
    html = _form({"a-name": ""}, prefix="a") + _form({"b-name": ""}, prefix="b")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_date_is_the_browsers_own_and_comes_back_as_it_was_sent(language):
    html = drawn(
        "{{ form }}", language=language, form=EveryField(initial={"first_day": date(2026, 9, 1), "starts": time(8, 15)})
    )
    assert re.search(r'<input type="date" name="first_day" value="2026-09-01"', html)
    assert re.search(r'<input type="time" name="starts" value="08:15"', html)
    form = EveryField(FILLED)
    assert form.is_valid()
    assert form.cleaned_data["first_day"] == date(2026, 9, 1)


def test_a_file_says_how_large_it_may_be():
    html = _form()
    assert 'data-most-bytes="20000000"' in html
    assert 'data-too-large="id_list_of_staff_too_large"' in html
    assert 'id="id_list_of_staff_too_large" role="alert" hidden' in html
    assert "Højst 20 MB." in html
    assert EveryField(FILLED, {"list_of_staff": SimpleUploadedFile("x.csv", b"a;b")}).is_valid()


def test_what_was_typed_is_kept_and_escaped():
    assert 'value="&lt;b&gt;Åse"' in _form({**FILLED, "name": "<b>Åse", "weekly_hours": "mange"})
