"""What python-docx alone takes to write the rows of a plan's task table: ``word_table.py MARKDOWN DOCX``."""

import sys
from pathlib import Path

from docx import Document

lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
rows = [line.strip("|").split("|") for line in lines if line.startswith("|") and "---" not in line]
document = Document()
table = document.add_table(rows=0, cols=len(rows[0]))
for row in rows:
    for cell, text in zip(table.add_row().cells, row, strict=True):
        cell.text = text
document.save(sys.argv[2])
