"""The command line: each command fills typed arguments, loads, asks, renders."""
