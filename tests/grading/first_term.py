"""A first term's class of 14, in which every learner stumbles: the files that an instructor gets.

`python -m tests.grading.first_term FOLDER` writes them: the registrar's roster, Moodle's download
and its grading worksheet, what came by e-mail, due dates, and an answer of the instructor's own.
"""

import io
import json
import sys
import zipfile
from pathlib import Path

from tests.grading.classroom import code, notebook
from tests.grading.guide_commands import BORROWED, PROJECT

FILE = "01_neuron.ipynb"
LEARNERS = {
    "7": "Ada Lovelace",
    "1002": "Blaise Pascal",
    "1003": "Carl Gauß",
    "1004": "Dorothy Hodgkin",
    "1005": "Emmy Noether",
    "1006": "Jan Kowalski",
    "1007": "Jan Kowalski",
    "1008": "Hedy Lamarr",
    "1009": "Ida Noddack",
    "1010": "Sōseki Natsume",
    "1011": "Kurt Gödel",
    "1012": "Lise Meitner",
    "1013": "Mary Somerville",
    "1014": "Niels Bohr",
}
DUE = "lesson,due,learner\n01,2026-03-02 23:59,\n01,2026-03-09 23:59,1013\n"
HANDED_IN = {"1012": "Wednesday, 4 March 2026, 9:12 AM", "1013": "Sunday, 8 March 2026, 6:00 PM"}
IN_TIME = "Monday, 2 March 2026, 11:59 PM"


def make(folder: Path) -> None:
    """Write the class into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [f"{who},{name},l{who}@uni.example" for who, name in LEARNERS.items()]
    rows.append("99,Test Student,test@uni.example")
    (folder / "roster.csv").write_text("\n".join(["id,name,email", *rows]), "utf-8-sig")
    (folder / "due.csv").write_text(DUE)
    (folder / "worksheet.csv").write_text(_worksheet(), "utf-8-sig")
    with zipfile.ZipFile(folder / "moodle.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for who, files in _handed_in().items():
            place = f"{LEARNERS[who]}_{participant(who)}_assignsubmission_file_"
            for name, data in files.items():
                archive.writestr(zipfile.ZipInfo(f"{place}/{name}", (2026, 4, 1, 8, 0, 0)), data)
    mail = folder / "by e-mail"
    mail.mkdir()
    (mail / f"7_{FILE}").write_bytes(notebook(["print('x' * 12_000_000)", *code(PROJECT, "01")]))


def participant(who: str) -> int:
    """The number that Moodle gives a learner in this assignment."""
    return 9000 + int(who)


def _worksheet() -> str:
    head = (
        "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,"
        "Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments"
    )
    rows = [
        f"Participant {participant(who)},{name},{who},l{who}@uni.example,Submitted,,100.00,Yes,"
        f'"{HANDED_IN.get(who, IN_TIME)}",-,'
        for who, name in LEARNERS.items()
    ]
    return "\r\n".join([head, *rows]) + "\r\n"


def _handed_in() -> dict[str, dict[str, bytes]]:
    """What Moodle's zip holds of each; who hands in nothing, or elsewhere, is not in it."""
    right = code(PROJECT, "01")
    forgot = [cell.replace("return w @ x + b", "return w @ x") for cell in right]
    covered = [*right, "def sigmoid(z):\n    ..."]
    borrowed = [BORROWED if cell.startswith("class MyNeuron") else cell for cell in right]
    script = "".join(f"# In[{i}]:\n\n\n{cell}\n\n\n" for i, cell in enumerate(right))
    good = notebook(right)
    accented = json.dumps(json.loads(good), ensure_ascii=False).replace(
        "import", "#café\\nimport", 1
    )
    return {
        "1002": {"01_neuron.py": script.encode()},
        "1003": {"01_neuron.html": b"<html>", "01_neuron.pdf": b"%PDF-1.7"},
        "1004": {"work.zip": _zipped({"readme.txt": b"see attachment"})},
        "1005": {FILE: notebook(covered)},
        "1006": {FILE: good},
        "1007": {FILE: notebook(forgot)},
        "1008": {"01_neuron-9.ipynb": notebook(forgot), "01_neuron-10.ipynb": good},
        "1009": {FILE: notebook(borrowed).decode().encode("utf-16")},
        "1010": {FILE: accented.encode("cp1252", "replace")},
        "1011": {FILE: good[:2000]},
        "1012": {FILE: good},
        "1013": {FILE: good},
    }


def _zipped(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
