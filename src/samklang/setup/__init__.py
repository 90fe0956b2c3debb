"""The first hour: from an empty installation to a published plan. It remembers nothing; it asks what is there."""
