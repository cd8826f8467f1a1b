"""Answers for people: terminal pages, tables, Markdown, reports."""
