"""Addresses of hand-overs."""

from django.urls import URLPattern

HAND_OVERS: list[URLPattern] = []
