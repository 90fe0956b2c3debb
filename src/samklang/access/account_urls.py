"""Addresses of one's own sign-in, beside those of allauth."""

from django.urls import path
from django.views.generic import RedirectView

from samklang.access.views import account

to_profile = RedirectView.as_view(pattern_name="profile")

urlpatterns = [
    path("profile/", account.profile, name="profile"),
    path("second-step/", account.second_step, name="second-step"),
    path("second-step/done/", account.second_step_done, name="second-step-done"),
    path("people/<int:pk>/invitation/", account.invite, name="invitation"),
    path("people/<int:pk>/new-sign-in/", account.renew_sign_in, name="new-sign-in"),
    # Pages of allauth that have nothing to say here: the address stands in the register, and the workplace's sign-in
    # finds people by it.
    path("email/", to_profile, name="account_email"),
    path("3rdparty/", to_profile, name="socialaccount_connections"),
    path("3rdparty/signup/", to_profile, name="socialaccount_signup"),
]
