"""Practice: colleagues beside each other, cases to try oneself on, and a partner to talk with; all of it private."""
