"""Addresses of the company door, for staff."""

from samklang.companies.company_paths import COMPANIES
from samklang.companies.enquiry_paths import ENQUIRIES
from samklang.companies.guard_paths import GUARD
from samklang.companies.hand_over_paths import HAND_OVERS
from samklang.companies.load_paths import LOADS
from samklang.companies.mail_paths import MAILS
from samklang.companies.meeting_paths import MEETINGS
from samklang.companies.opening_paths import OPENINGS
from samklang.companies.pulse_paths import PULSE

app_name = "companies"
urlpatterns = [*ENQUIRIES, *MAILS, *LOADS, *GUARD, *OPENINGS, *MEETINGS, *HAND_OVERS, *PULSE, *COMPANIES]
