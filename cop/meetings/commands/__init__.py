"""What can be typed about meetings: one module a noun."""
