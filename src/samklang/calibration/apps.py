"""Calibration as a Django app."""

from django.apps import AppConfig


class CalibrationConfig(AppConfig):
    """Cases, rounds, agreement, the disagreement board and licences."""

    name = "samklang.calibration"
