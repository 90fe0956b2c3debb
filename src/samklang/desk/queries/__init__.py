"""What the first pages show, gathered from the areas."""
