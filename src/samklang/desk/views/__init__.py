"""The first pages, and the pages of roles, ledger, notices and privacy: one file for each noun."""
