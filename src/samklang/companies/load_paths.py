"""Addresses of files of companies, companies that look alike, merges."""

from django.urls import URLPattern

LOADS: list[URLPattern] = []
