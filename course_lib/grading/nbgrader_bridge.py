"""Write the marks into nbgrader's gradebook, for those who go on with its formgrader.

A lesson becomes an assignment with one notebook, an exercise one of its graded cells. What a person
has put into that gradebook, as a score by hand or as a comment, stays.
"""

import contextlib
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from course_lib.grading.catalogue import Catalogue
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.roster import Learner
from course_lib.grading.scores import LessonScore, Scores


class BridgeError(Exception):
    """nbgrader's gradebook can't be written; the message says why."""


def write(
    path: Path,
    gradebook: Gradebook,
    catalogue: Catalogue,
    lessons: Sequence[int],
) -> int:
    """Bring nbgrader's gradebook up to date with ours; how many submissions. Raises BridgeError."""
    try:
        from nbgrader.api import Gradebook as Theirs
    except ImportError:
        raise BridgeError(
            "nbgrader is not installed here: pip install 'neural-network-course[nbgrader]'"
        ) from None
    written = 0
    with (
        warnings.catch_warnings(action="ignore"),  # of its database library's, about its own code
        _its_programs_on_path(),
        Theirs(f"sqlite:///{path.absolute()}") as theirs,
    ):
        for learner in gradebook.learners():
            first, last = _halves(learner)
            theirs.update_or_create_student(
                learner.id, first_name=first, last_name=last, email=learner.email or None
            )
        for lesson in lessons:
            stem = catalogue[lesson].notebook.removesuffix(".ipynb")
            theirs.update_or_create_assignment(stem)
            theirs.update_or_create_notebook(stem, stem)
            for one in Scores(gradebook, catalogue, [lesson]).all():
                if one.score is not None:
                    _write_submission(theirs, stem, one)
                    written += 1
    return written


def _write_submission(theirs, stem: str, score: LessonScore) -> None:
    """One submission's scores; a cell that counts 0 is practice, and is not in that gradebook.

    What lateness took off is the notebook's penalty there.
    """
    marks = {mark.task: mark for mark in score.marks if mark.possible}
    known = {cell.name: cell.max_score for cell in theirs.find_notebook(stem, stem).grade_cells}
    for mark in marks.values():
        if known.get(mark.task) != mark.possible:
            theirs.update_or_create_grade_cell(
                mark.task, stem, stem, max_score=mark.possible, cell_type="code"
            )
    submission = theirs.update_or_create_submission(stem, score.learner)
    (notebook,) = submission.notebooks
    there = {grade.name: grade for grade in notebook.grades}
    for name, mark in marks.items():
        grade = there.get(name) or _new_grade(theirs, notebook, name, stem)
        grade.auto_score = mark.points
        grade.needs_manual_grade = False
    notebook.late_submission_penalty = score.taken_off
    theirs.db.commit()


def _new_grade(theirs, notebook, name: str, stem: str):
    """A grade for a cell that was added after the submission."""
    from nbgrader.api import Grade

    grade = Grade(cell_id=theirs.find_grade_cell(name, stem, stem).id, notebook=notebook)
    theirs.db.add(grade)
    return grade


def _halves(learner: Learner) -> tuple[str | None, str | None]:
    """First and last name, which nbgrader keeps apart."""
    last, comma, first = learner.name.partition(",")
    if not comma:
        first, _, last = learner.name.rpartition(" ")
    return first.strip() or None, last.strip() or None


@contextlib.contextmanager
def _its_programs_on_path() -> Iterator[None]:
    """nbgrader asks the program ``alembic``, beside this Python, for its gradebook's version."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before
