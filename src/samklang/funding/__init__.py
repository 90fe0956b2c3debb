"""Funding: the grant as the grantee sees it, from the application to the auditor's bundle."""
