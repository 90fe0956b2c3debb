"""Addresses that companies are given; nobody signs in there."""

from django.urls import URLPattern

app_name = "entrance"
urlpatterns: list[URLPattern] = []
