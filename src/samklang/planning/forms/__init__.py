"""What people type about programmes, runs and plans."""
