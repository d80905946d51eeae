"""What can be typed about events: one module a noun."""
