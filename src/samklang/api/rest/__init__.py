"""The HTTP API under /api/v1/: staff, teams, cover, leave and published plans, to be read by other systems."""
