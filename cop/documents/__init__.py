"""Documents for people, in any language: blocks that say what stands there, and a renderer for each format."""
