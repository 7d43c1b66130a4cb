"""Whose is a cell of a notebook: the lesson's, or the learner's?

A lesson's cell carries an id that was made of what it said at first. So a cell that still says
that is the lesson's, and one that says something else was changed by a learner; Jupyter gives a
cell that a learner adds an id of another form.
"""

import hashlib
import re

EXERCISE = "exercise"  # the tag of a cell that holds a stub and its check
IN_A_BROWSER, WHERE_KERAS_RUNS = "in-a-browser", "where-keras-runs"  # ids of publish/lite's notes

_LESSON_ID = re.compile(r"[0-9a-f]{10}(-\d+)?")
_CHECK = re.compile(r"^check\.(\w+)", re.M)


def lesson_ids(cells: list[dict]) -> list[str]:
    """The ids that a lesson's cells get. One put in before another leaves the other's as it was.

    >>> lesson_ids([{"cell_type": "code", "source": "x"}, {"cell_type": "code", "source": "x"}])
    ['39e8c74bc0', '39e8c74bc0-2']
    """
    seen: dict[str, int] = {}
    found = []
    for cell in cells:
        digest = _digest(cell)
        seen[digest] = seen.get(digest, 0) + 1
        found.append(digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")
    return found


def is_untouched(cell: dict) -> bool:
    """Whether a cell says what it said in the lesson, or is a note of the course's own."""
    if cell["id"] in (IN_A_BROWSER, WHERE_KERAS_RUNS):
        return True
    return is_of_a_lesson(cell) and cell["id"].partition("-")[0] == _digest(cell)


def is_of_a_lesson(cell: dict) -> bool:
    """Whether a cell began as a lesson's, of whatever version."""
    return bool(_LESSON_ID.fullmatch(cell["id"]))


def is_exercise(cell: dict) -> bool:
    """Whether a cell holds an exercise."""
    return cell["cell_type"] == "code" and EXERCISE in cell["metadata"].get("tags", ())


def exercise_name(cell: dict) -> str | None:
    """The exercise that a cell answers, by the line that checks it; None where there is none.

    It is read as text, since an answer need not be Python yet.

    >>> code = {"cell_type": "code", "metadata": {"tags": ["exercise"]}}
    >>> exercise_name(code | {"source": "def weigh(x, w)\\n    ...\\n\\ncheck.weigh(weigh)"})
    'weigh'
    """
    asked = _CHECK.findall(cell["source"]) if is_exercise(cell) else []
    return asked[0] if asked else None


def _digest(cell: dict) -> str:
    return hashlib.sha256(f"{cell['cell_type']}\n{cell['source']}".encode()).hexdigest()[:10]
