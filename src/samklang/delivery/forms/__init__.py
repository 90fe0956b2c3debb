"""What people type about courses under way."""
