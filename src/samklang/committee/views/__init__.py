"""Pages about the committee page."""
