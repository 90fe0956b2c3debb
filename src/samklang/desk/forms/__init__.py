"""What people type on the pages of access and privacy: one file for each noun."""
