"""Pages of the company door."""
