"""The staff register: who works where, when, and instead of whom."""
