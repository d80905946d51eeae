"""Charts as SVG, for a page as wide as there is room and as pictures of a fixed width."""
