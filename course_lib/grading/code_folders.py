"""Submissions' code as folders that programs which compare code take in: Dolos and JPlag.

For each lesson a folder::

    01_neuron/
        info.csv                        what Dolos reads: filename, full_name, label, ignored, and
                                        created_at where all times are known
        base/01_neuron.py               the lesson as it was released, which all have in common
        submissions/1041/01_neuron.py   a folder for each submission, as JPlag wants them

Dolos leaves out what stands in the file whose row says ``ignored``; JPlag what is in the folder of
``-bc``. Texts only are written: nothing is parsed and nothing is run.

Formats: https://dolos.ugent.be/docs/adding-metadata.html (and its reader of ``info.csv``, which
takes the column ``ignored``); https://github.com/jplag/JPlag/wiki/1.-How-to-Use-JPlag.
"""

from collections.abc import Sequence
from pathlib import Path

from course_lib.backup.notebook_files import NOTEBOOKS
from course_lib.grading.catalogue import Assignment, Catalogue
from course_lib.grading.export import csv_text, write
from course_lib.grading.feedback import file_name
from course_lib.grading.gradebook import Gradebook, GradebookError, Row
from course_lib.grading.submission import read

_MAGIC = ("%", "!", "?")  # lines that only IPython understands begin so
DOLOS = "dolos run -l python info.csv"
JPLAG = "java -jar jplag.jar -l python3 -bc base submissions"


def write_folders(
    folder: Path,
    gradebook: Gradebook,
    catalogue: Catalogue,
    lessons: Sequence[int],
    *,
    times: bool = True,
) -> int:
    """Write the code of all submissions that could be read; how many. Raises GradebookError.

    The folder has to be new or empty: what stands in it already would be compared too. ``times``
    tells when each was handed in, where that is known of all: it can tell who somebody is.
    """
    if folder.exists() and any(folder.iterdir()):
        raise GradebookError(
            f"The code goes into a new folder, or an empty one. Received {folder}, in which "
            "something is already: it would be compared too. Name another one."
        )
    people = {learner.id: learner for learner in gradebook.learners()}
    rows = [row for row in gradebook.rows(lessons) if not row.problem]
    for lesson in sorted({row.lesson for row in rows}):
        mine = [row for row in rows if row.lesson == lesson]
        _write_code(folder, gradebook, catalogue[lesson], mine)
        table = _info(catalogue[lesson], mine, people, times and all(row.handed_in for row in mine))
        write(_home(folder, catalogue[lesson]) / "info.csv", csv_text(table))
    return len(rows)


def _home(folder: Path, assignment: Assignment) -> Path:
    return folder / Path(assignment.notebook).stem


def _write_code(
    folder: Path, gradebook: Gradebook, assignment: Assignment, rows: Sequence[Row]
) -> None:
    home = _home(folder, assignment)
    if released := _released(assignment.notebook):
        write(home / _base(assignment), as_script(released))
    for row in rows:
        write(home / _path(assignment, row), as_script(gradebook.cells(row.id)))


def _info(assignment: Assignment, rows: Sequence[Row], people, times: bool) -> list[list[str]]:
    """What Dolos is told of each file."""
    table = [["filename", "full_name", "label", "ignored", "created_at"]]
    if _released(assignment.notebook):
        table.append([_base(assignment), "the lesson as released", "", "true", rows[0].handed_in])
    for row in rows:
        who = people[row.learner]
        name = who.name or who.id
        table.append([_path(assignment, row), name, who.section, "", row.handed_in])
    return table if times else [line[:-1] for line in table]


def _base(assignment: Assignment) -> str:
    return f"base/{Path(assignment.notebook).stem}.py"


def _path(assignment: Assignment, row: Row) -> str:
    folder = file_name(row.learner).removesuffix(".html")  # the id, where a folder can be called so
    return f"submissions/{folder}/{Path(assignment.notebook).stem}.py"


def as_script(cells: Sequence[str]) -> str:
    """The cells as one Python file; lines for IPython alone become comments.

    >>> print(as_script(["%matplotlib inline", "x = 1"]), end="")
    # %%
    # %matplotlib inline
    <BLANKLINE>
    # %%
    x = 1
    """
    return "\n\n".join(f"# %%\n{_python(cell)}" for cell in cells) + "\n"


def _python(cell: str) -> str:
    return "\n".join(
        f"# {line}" if line.startswith(_MAGIC) else line for line in cell.strip("\n").split("\n")
    )


def _released(notebook: str) -> tuple[str, ...]:
    """The lesson's cells as they are released; none where there is no such notebook here."""
    path = NOTEBOOKS / notebook
    return read(path.read_bytes()).cells if path.exists() else ()
