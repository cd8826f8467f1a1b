"""The questions people ask of a plan, answered as plain data."""
