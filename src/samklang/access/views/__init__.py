"""The pages of access: one file for each noun."""
