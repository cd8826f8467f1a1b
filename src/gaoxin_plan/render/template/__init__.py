"""Templates that strangers may write: where they lie, the sandbox they run in, what is wrong with them."""
