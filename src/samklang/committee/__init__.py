"""The committee page: what the head of service takes to the political committee, and what it said when it was sent."""
