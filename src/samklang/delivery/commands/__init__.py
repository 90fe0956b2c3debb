"""Every write of courses under way."""
