"""What people type, and what is answered."""
