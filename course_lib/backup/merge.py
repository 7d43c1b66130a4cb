"""Move what a learner did in a saved notebook into the same lesson's notebook here.

The lesson here may be of another version: sections added, cells moved, stubs changed, exercises
gone. So nothing goes by place. An answer goes to the exercise of its name, a changed cell to the
cell of its id, and a cell that the learner added goes behind the cell that it stood behind. What
has no place stands at the end, to be read. Nothing of either notebook is dropped.
"""

import re
from dataclasses import dataclass, field

from course_lib.backup.cells import exercise_name, is_exercise, is_of_a_lesson, is_untouched
from course_lib.backup.notebook import markdown_cell, new_id, notebook

HOMELESS = (
    "## Kept from your saved work\n\nThis version of the lesson has no place for what follows. "
    "It is here to be read, and runs no more; copy what you want to use."
)


@dataclass
class Merged:
    """The notebook with both in it, and what became of the saved one's cells."""

    notebook: dict
    placed: list[str] = field(default_factory=list)  # exercises whose answer is in its place
    changed: int = 0  # the lesson's other cells that the learner had changed
    own: int = 0  # the learner's own cells
    differing: list[str] = field(default_factory=list)  # answered here too, and otherwise
    homeless: list[str] = field(default_factory=list)  # exercises that are no longer asked
    homeless_cells: int = 0  # changed cells that the lesson no longer has

    def __bool__(self) -> bool:
        """Whether anything came of it."""
        some = self.placed or self.changed or self.own or self.differing
        return bool(some or self.homeless or self.homeless_cells)


def merge(saved: dict, here: dict, saved_is_newer: bool) -> Merged:
    """Put the saved notebook's answers, changes and added cells into the one here.

    Where both say something of their own at one place, the newer stands there, and the other is
    shown below it. Merged twice, it is the same.
    """
    work = _Merging([dict(cell) for cell in here["cells"]], saved_is_newer)
    for cell in saved["cells"]:
        work.take(cell)
    merged = work.merged
    merged.notebook = notebook(work.cells, here["metadata"]["kernelspec"])
    return merged


class _Merging:
    """A notebook into which another one's cells are put, in their order."""

    def __init__(self, cells: list[dict], saved_is_newer: bool):
        self.cells = cells
        self.saved_is_newer = saved_is_newer
        self.merged = Merged({})
        self._by_id = {cell["id"]: cell for cell in cells}
        self._by_name = _exercises(cells)
        self._by_text = {_text(cell): cell for cell in cells}
        self._answered: set[str] = set()  # exercises to which a saved cell was brought
        self._last: dict | None = None  # the cell here that the saved one before was found at

    def take(self, cell: dict) -> None:
        """Put one saved cell where it belongs."""
        name = exercise_name(cell)
        there = self._by_id.get(cell["id"])
        if there is None and name not in self._answered:
            there = self._by_name.get(name)
        there = there or self._by_text.get(_text(cell))
        self._answered |= {name} if there else set()
        if there and there["cell_type"] != cell["cell_type"]:  # made prose of, or code
            self._last, cell, there = there, cell | {"id": new_id()}, None
        if there:
            self._last = there
            if not is_untouched(cell) and cell["source"] != there["source"]:
                self._put(cell, there)
        elif is_untouched(cell) or not cell["source"].strip():
            return  # the lesson's own words, which this version has no more
        elif is_of_a_lesson(cell) or (name and name not in self._by_name):
            self._keep_at_the_end(cell, name)
        elif self._insert(dict(cell)):
            self.merged.own += 1

    def _put(self, cell: dict, there: dict) -> None:
        """Put what the learner wrote into its place, or below it."""
        name = exercise_name(there)
        if is_untouched(there):
            begins = _shown("In this version of the lesson, the exercise begins so", there)
            self._overwrite(there, cell)
            if name and is_of_a_lesson(cell) and cell["id"] != there["id"]:
                self._insert(begins)
            self.merged.placed += [name] if name else []
            self.merged.changed += not name
            return
        title = "Another answer of yours" if name else "This cell as you had it another time"
        older = _shown(title, there if self.saved_is_newer else cell)
        if self.saved_is_newer:
            self._overwrite(there, cell)
        if self._insert(older):
            self.merged.differing.append(name or "")

    def _keep_at_the_end(self, cell: dict, name: str | None) -> None:
        title = f"Your answer to `{name}`, which is no longer asked" if name else "A cell of yours"
        shown = _shown(title, cell)
        if _text(shown) in self._by_text:
            return
        for new in (markdown_cell(HOMELESS), shown):
            if _text(new) not in self._by_text:
                self._add(new, len(self.cells))
        if name:
            self.merged.homeless.append(name)
        else:
            self.merged.homeless_cells += 1

    def _insert(self, cell: dict) -> bool:
        """Put a cell behind the last one that was found; False where it stands here already."""
        if _text(cell) in self._by_text:
            return False
        places = [i for i, one in enumerate(self.cells) if one is self._last]
        self._add(cell, places[0] + 1 if places else 0)
        self._last = cell
        return True

    def _overwrite(self, there: dict, cell: dict) -> None:
        self._by_text.pop(_text(there), None)
        written = ("source", "outputs", "execution_count", "attachments")
        there |= {key: cell[key] for key in written if key in cell}
        self._by_text[_text(there)] = there

    def _add(self, cell: dict, place: int) -> None:
        self.cells.insert(place, cell)
        self._by_id[cell["id"]] = self._by_text[_text(cell)] = cell


def _exercises(cells: list[dict]) -> dict[str, dict]:
    """The cells that hold exercises, by name: the lesson's own before a learner's copy of one."""
    own_last = sorted(filter(is_exercise, cells), key=is_of_a_lesson)
    return {name: cell for cell in own_last if (name := exercise_name(cell))}


def _shown(title: str, cell: dict) -> dict:
    """A cell's content as prose that nobody runs."""
    ticks = max((len(run) for run in re.findall("`+", cell["source"])), default=0)
    fence = "`" * max(3, ticks + 1)
    language = "python" if cell["cell_type"] == "code" else "markdown"
    return markdown_cell(f"**{title}:**\n\n{fence}{language}\n{cell['source'].rstrip()}\n{fence}")


def _text(cell: dict) -> tuple[str, str]:
    return cell["cell_type"], cell["source"]
