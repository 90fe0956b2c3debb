"""Addresses that companies are given; nobody signs in there."""

from django.urls import URLPattern, path

from samklang.companies.views import public_form, public_pulse

app_name = "entrance"
urlpatterns: list[URLPattern] = [
    path("pulse/<str:secret>/", public_pulse.pulse, name="pulse"),
    path("pulse-thanks/<str:language>/", public_pulse.pulse_thanks, name="pulse-thanks"),
    path("<slug:slug>/", public_form.form, name="form"),
    path("<slug:slug>/receipt/<str:sealed>/", public_form.receipt, name="receipt"),
]
