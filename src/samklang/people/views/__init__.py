"""The pages of the staff register: one file for each noun."""
