"""What the public saw of the programme."""
