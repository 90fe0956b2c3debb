"""The append-only record of who did what and who read whom. Each entry holds the hash of the one before it."""
