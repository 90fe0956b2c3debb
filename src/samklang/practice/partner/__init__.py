"""The language model as a partner: its endpoint, what it is told, what is taken out before, and how it is read."""
