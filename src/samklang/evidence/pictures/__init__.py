"""Effects and spread as SVG. Each picture stands beside a table. Pure."""
