"""What the programme does: training, events, pilot projects, the plan of work, and what comes of it."""
