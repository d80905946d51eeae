"""The one door out: what a person sees on a terminal, in a pipe or in a browser, and what cop may ask."""
