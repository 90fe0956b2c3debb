"""Addresses of setting up."""

from django.urls import path

from samklang.setup import views

app_name = "setup"
urlpatterns = [
    path("", views.setup, name="setup"),
    path("places/", views.places, name="places"),
    path("teams/", views.teams, name="teams"),
    path("programme/", views.programme, name="programme"),
    path("plan/", views.plan, name="plan"),
    path("sample/", views.sample_staff, name="sample"),
    path("sample/file/", views.sample_file, name="sample-file"),
    path("sample/removal/", views.sample_removal, name="sample-removal"),
]
