"""Tags of the pages of practice."""
