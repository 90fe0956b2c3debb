"""The HTTP API, and SCIM for the municipality's directory. No facts of its own."""
