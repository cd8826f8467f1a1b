"""Word: letterheads that are filled, and Markdown that becomes paragraphs and tables in them."""
