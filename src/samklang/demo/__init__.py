"""Constructed jobcentres: Vejen, Ringkøbing-Skjern, and larger ones of the same kind. No real people."""
