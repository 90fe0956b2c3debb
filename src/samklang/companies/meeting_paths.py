"""Addresses of meetings."""

from django.urls import URLPattern

MEETINGS: list[URLPattern] = []
