"""Commands of pilots, milestones and what partners bring."""
