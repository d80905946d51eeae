"""Schools, visits, workshops and open sessions: places, who registers, who is reached."""
