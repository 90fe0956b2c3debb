"""Addresses of openings and next steps."""

from django.urls import URLPattern

OPENINGS: list[URLPattern] = []
