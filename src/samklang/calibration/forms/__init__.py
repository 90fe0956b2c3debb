"""What people type, and how it is read: one file for each noun."""
