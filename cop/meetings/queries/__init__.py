"""What can be asked about meetings: which take place, who came, what was decided, who does what."""
