"""The pages of the method: one file for each noun."""
