"""Commands that belong to no slice: what is next, finding, looking back, beginning, taking care."""
