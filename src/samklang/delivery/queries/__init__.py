"""What is read of courses under way, as seen by somebody."""
