"""What the templates of planning ask for."""
