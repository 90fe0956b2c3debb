"""Addresses of companies, their sites and contacts, the timeline."""

from django.urls import URLPattern

COMPANIES: list[URLPattern] = []
