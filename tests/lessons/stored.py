"""What a lesson's notebook has stored, for the tests that compute it once more."""


def printed(lesson, code: str) -> str:
    """What the one cell in which this code stands has printed or given."""
    (cell,) = [c for c in lesson.cells if c.cell_type == "code" and code in c.source]
    return "".join(o.get("text") or o["data"]["text/plain"] for o in cell.outputs)
