"""SCIM 2.0 (RFC 7643, RFC 7644): the municipality's directory keeps people, teams and roles as it has them."""
