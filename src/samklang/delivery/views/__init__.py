"""Pages of courses under way."""
