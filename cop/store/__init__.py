"""One programme file or server: one way in, the journal and its fold; one way out, plain SQL."""
