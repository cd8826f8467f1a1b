"""Plan as code: one YAML file that holds a work plan (工作要点), checked, asked and printed."""

__version__ = "0.1.0"
