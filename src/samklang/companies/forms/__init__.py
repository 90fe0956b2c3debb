"""What people type at the company door."""
