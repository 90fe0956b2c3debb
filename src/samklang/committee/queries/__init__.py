"""What the page says and whom it is for, scoped to a person."""
