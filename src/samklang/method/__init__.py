"""The shared professional ground: concepts, framework, role profiles, and where each member of staff stands in them."""
