"""What each team tells of its month, and who has not told yet."""
