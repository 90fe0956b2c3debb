"""Who sees, makes, issues and sends the committee page."""
