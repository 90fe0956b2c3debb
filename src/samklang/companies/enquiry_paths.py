"""Addresses of the queue, enquiries, and how the entrance is run."""

from django.urls import URLPattern

ENQUIRIES: list[URLPattern] = []
