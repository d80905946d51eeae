"""What can be typed about calendars."""
