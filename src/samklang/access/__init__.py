"""The wall: who somebody is, what they may do where and when, and what is held on them."""
