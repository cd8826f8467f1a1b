"""What a paper may say: the context of report templates."""
