"""What can be used from a notebook: no Django, no clock, no chance that was not handed in."""
