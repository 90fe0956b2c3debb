"""Who may do what when: a refusal with a sentence, or None."""
