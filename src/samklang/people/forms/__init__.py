"""What people type into the staff register: one file for each noun."""
