"""The citizen door: the conversation before, during and after, and nothing of who the citizen is."""
