"""Pages of the handbook: what there is to read, what is found in it, the keys, and the tour."""
