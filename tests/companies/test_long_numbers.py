"""A number longer than that of any row is chosen by nobody, and is answered in words."""

import pytest
from django.forms import ValidationError
from tests.factories.company_meetings import a_door

from samklang.companies.forms.fields import SomeOfThem
from samklang.companies.models import CompanyContact

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["9" * 40, "x", "-1", "\x00"])
def test_what_is_no_number_of_a_row_is_none_of_them(typed):
    field = SomeOfThem(CompanyContact.objects.all(), error_messages={"invalid_choice": "Choose some on the list."})
    contact = a_door().contact
    assert list(field.clean([str(contact.pk)])) == [contact]
    with pytest.raises(ValidationError, match="Choose some on the list"):
        field.clean([str(contact.pk), typed])
