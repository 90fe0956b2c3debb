"""The handbook: every page of the documentation on the site, a search in it, help in place, a tour and the keys."""
