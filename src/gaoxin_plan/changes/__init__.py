"""From a fact to write to the edits of a file: put in order, mended, started anew."""
