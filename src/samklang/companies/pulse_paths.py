"""Addresses of the pulse and the figures."""

from django.urls import URLPattern

PULSE: list[URLPattern] = []
