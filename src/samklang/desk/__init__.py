"""The first pages: what needs you today, search, one's own page. No facts of its own."""
