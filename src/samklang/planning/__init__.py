"""Planning on the web: programmes, variants, the plan that was published."""
