"""Addresses of the contact guard."""

from django.urls import URLPattern

GUARD: list[URLPattern] = []
