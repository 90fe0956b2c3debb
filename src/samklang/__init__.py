"""Samklang: plan, run, practise and prove the development of a municipal employment service's staff."""

__version__ = "0.1.0"
