"""YAML text to values and back to places: what stands in a file, and where."""
