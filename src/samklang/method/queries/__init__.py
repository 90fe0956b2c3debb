"""Reads of the method: one file for each noun."""
