"""Sheets (xlsx): what departments fill in, and what the office reads. Workbooks to plain values and back."""
