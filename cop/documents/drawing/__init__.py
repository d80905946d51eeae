"""Charts drawn with characters, for formats that have no pictures."""
