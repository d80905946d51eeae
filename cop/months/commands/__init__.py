"""cop month: a team tells its month, and the secretariat sees who has."""
