"""One entrance for companies: what they ask, who answers, what is agreed, and what the next step is."""
