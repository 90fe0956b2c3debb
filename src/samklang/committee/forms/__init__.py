"""What is typed about a page and its schedule."""
