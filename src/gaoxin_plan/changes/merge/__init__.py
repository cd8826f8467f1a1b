"""Three states of one file into one: what becomes of each value, and the text that says so."""
