"""Who may do what with courses under way, and what must hold first: a refusal with a sentence, or None."""
