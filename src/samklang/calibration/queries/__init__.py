"""Reads of calibration, scoped to a person: one file for each noun."""
