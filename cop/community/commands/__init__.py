"""What can be typed about contacts and momentum."""
