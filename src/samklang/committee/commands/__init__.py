"""Pages are made, changed, issued and sent; schedules are set."""
