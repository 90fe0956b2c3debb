"""Running a programme: seats, invitations, attendance, learning in use and certificates."""
