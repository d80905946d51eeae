"""What can be typed about reports."""
