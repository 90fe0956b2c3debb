"""Tags for the pages' templates."""
