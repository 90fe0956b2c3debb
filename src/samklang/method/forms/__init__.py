"""What is typed on the pages of the method: one file for each noun."""
