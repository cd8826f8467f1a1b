"""Rules over a whole workspace: each finds one kind of problem, prints nothing, and changes nothing."""
