"""What can be typed about teams: one module a noun."""
