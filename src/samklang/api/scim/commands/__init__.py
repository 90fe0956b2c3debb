"""What a directory changes: users and groups, through the commands of access and people."""
