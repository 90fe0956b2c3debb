"""What can be read at the company door, as seen by somebody."""
