"""SQLite as Django knows it, with the Danish order of letters."""
