"""Submissions' code as folders that programs which compare code take in: Dolos and JPlag.

For each lesson a folder::

    01_neuron/
        info.csv                        what Dolos reads: filename, full_name, label, ignored
        base/01_neuron.py               the lesson as it was released, which all have in common
        submissions/1041/01_neuron.py   a folder for each submission, as JPlag wants them

Dolos leaves out what stands in the file whose row says ``ignored``; JPlag what is in the folder of
``-bc``. Texts only are written: nothing is parsed and nothing is run.

Formats: https://dolos.ugent.be/docs/adding-metadata.html (and its reader of ``info.csv``, which
takes the column ``ignored``); https://github.com/jplag/JPlag/wiki/1.-How-to-Use-JPlag.
"""

from collections.abc import Sequence
from pathlib import Path

from course_lib.grading.catalogue import NOTEBOOKS, Assignment, Catalogue
from course_lib.grading.export import csv_text, write
from course_lib.grading.feedback import file_name
from course_lib.grading.gradebook import Gradebook, GradebookError, Row
from course_lib.grading.submission import read

_MAGIC = ("%", "!", "?")  # lines that only IPython understands begin so
DOLOS = "dolos run -l python info.csv"
JPLAG = "java -jar jplag.jar -l python3 -bc base submissions"


def write_folders(
    folder: Path, gradebook: Gradebook, catalogue: Catalogue, lessons: Sequence[int]
) -> int:
    """Write the code of all submissions that could be read; how many. Raises GradebookError.

    The folder has to be new or empty: what stands in it already would be compared too.
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
        _write_lesson(folder, gradebook, catalogue[lesson], mine, people)
    return len(rows)


def _write_lesson(
    folder: Path, gradebook: Gradebook, assignment: Assignment, rows: Sequence[Row], people
) -> None:
    stem = Path(assignment.notebook).stem
    home = folder / stem
    table = [["filename", "full_name", "label", "ignored"]]
    if released := _released(assignment.notebook):
        write(home / "base" / f"{stem}.py", as_script(released))
        table.append([f"base/{stem}.py", "the lesson as released", "", "true"])
    for row in rows:
        path = f"submissions/{_folder_name(row.learner)}/{stem}.py"
        write(home / path, as_script(gradebook.cells(row.id)))
        learner = people[row.learner]
        table.append([path, learner.name or learner.id, learner.section, ""])
    write(home / "info.csv", csv_text(table))


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


def _folder_name(learner: str) -> str:
    """A learner's id where a folder can be called so, else a name made from it."""
    return file_name(learner).removesuffix(".html")
