"""Texts with marks, settled as a person would."""


def resolved(text: str, side: str) -> str:
    """A text with marks, in which a person took one side everywhere."""
    lines, taking = [], ""
    for line in text.split("\n"):
        if line.startswith("<<<<<<< "):
            taking = "ours"
        elif line == "=======" and taking:
            taking = "theirs"
        elif line.startswith(">>>>>>> "):
            taking = ""
        elif taking in ("", side):
            lines.append(line)
    return "\n".join(lines)
