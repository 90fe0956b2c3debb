"""Who may open what: every route of the site, asked by seven people in one world."""
