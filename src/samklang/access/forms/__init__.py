"""What people type in access: one file for each noun."""
