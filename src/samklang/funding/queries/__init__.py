"""Reads, each of them scoped to a person."""
