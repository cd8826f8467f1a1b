"""A plan as it stood at a revision: read through git, without touching the work tree."""
