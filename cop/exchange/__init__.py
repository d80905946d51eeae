"""YAML and CSV in and out."""
