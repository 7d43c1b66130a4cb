"""The map of the course, with what this learner has done; browser's half in progress_map.js."""

from collections.abc import Iterator
from pathlib import Path

from course_lib import progress
from course_lib.checks import markup
from course_lib.checks.lesson import Lesson
from course_lib.checks.shown import Shown
from course_lib.checks.state import State
from course_lib.exercises.all_lessons import lessons

FILE_NAME = "my-progress.json"
HERE = " ← you are here"
PIECES = 10  # of a bar
_HERE = Path(__file__).parent


def progress_map():
    """Show all lessons, their exercises, and how each stands; with buttons to save and restore.

    As the last value of a cell it is a live map; where no kernel answers, and in print, it is the
    same map as a table or as text.
    """
    try:
        return _live_map()
    except ImportError:
        return ProgressMap()


class ProgressMap(Shown):
    """The map as it is now, a line a lesson; of the lesson where you are, its exercises too."""

    def __init__(self):
        standing = progress.standing()
        self.rows = [(lesson, list(_states(lesson, standing))) for lesson in lessons()]
        self.here = _here(self.rows)

    def _text(self) -> str:
        lines = []
        for lesson, states in self.rows:
            here = lesson.number == self.here
            words = f"{_title(lesson)}: {_count(states)}{HERE * here}"
            lines.append(f"{_bar(states)} {words}")
            if here:
                width = max((len(name) for name, _ in states), default=0)
                lines += [f"   {state.symbol} {name:<{width}}  {state}" for name, state in states]
        return "\n".join(lines)

    def _html(self) -> str:
        lines = (_lesson_html(*row, here=row[0].number == self.here) for row in self.rows)
        return markup.box(markup.GREY, *lines)


def restore(text: str) -> str:
    """Read a saved file's text into this machine's progress; say in a sentence how that went."""
    try:
        new = progress.import_text(text)
    except progress.ProgressFileError as error:
        return str(error)
    if new == 0:
        return "All of it was here already; nothing has changed."
    return f"Restored: {new} {'answer' if new == 1 else 'answers'} added to what was here."


def _states(lesson: Lesson, standing: dict) -> Iterator[tuple[str, State]]:
    """Each exercise with its state: once it was correct it stays so, else the last word counts."""
    for name in lesson.tasks:
        state = standing.get((lesson.number, name), "")
        yield name, State(state) if state in list(State) else State.NOT_ATTEMPTED


def _here(rows: list) -> int:
    """The number of the lesson to go on with: that of the last answer, or the next with a gap."""
    events = progress.events()
    numbers = [lesson.number for lesson, _ in rows]
    last = events[-1].lesson if events and events[-1].lesson in numbers else numbers[0]
    gaps = [lesson.number for lesson, states in rows if not _solved(states)]
    later = [number for number in gaps if number >= last]
    return (later or gaps or numbers[-1:])[0]


def _correct(states: list[tuple[str, State]]) -> int:
    return sum(state is State.CORRECT for _, state in states)


def _solved(states: list[tuple[str, State]]) -> bool:
    return _correct(states) == len(states)


def _count(states: list[tuple[str, State]]) -> str:
    return f"{_correct(states)} of {len(states)} correct" if states else "nothing to solve"


def _title(lesson: Lesson) -> str:
    return f"{lesson.number:02} {lesson.title}"


def _bar(states: list[tuple[str, State]]) -> str:
    """How much of a lesson is solved, in ten pieces; never full or empty before it is.

    >>> _bar([("a", State.CORRECT), ("b", State.NOT_YET), ("c", State.NOT_ATTEMPTED)])
    '■■■□□□□□□□'
    """
    full, solved = len(states), _correct(states)
    pieces = PIECES if not full else solved * PIECES // full
    pieces = max(pieces, 1) if solved else pieces
    return "■" * pieces + "□" * (PIECES - pieces)


def _lesson_html(lesson: Lesson, states: list[tuple[str, State]], here: bool) -> str:
    """One line, and folded under it, unless one is here, the lesson's exercises."""
    link = (
        f'<a href="{lesson.notebook}" style="color: inherit; text-decoration: underline;">'
        f"{markup.prose(_title(lesson))}</a>"
    )
    bar = f'<span aria-hidden="true">{_bar(states)}</span>'
    items = "".join(
        f'<li style="list-style: none;"><span aria-hidden="true">{state.symbol}</span> '
        f"<code>{markup.escape(name)}</code>: {state}</li>"
        for name, state in states
    )
    # The link stands beside the summary, not in it: a screen reader would not find it there.
    return (
        '<div style="display: flex; gap: 0.5em; align-items: baseline;">'
        f"<span>{bar} <strong>{link}</strong>: </span>"
        f'<details{" open" * here} style="flex: 1;">'
        f'<summary style="cursor: pointer;">{_count(states)}{HERE * here}</summary>'
        f'<ul style="margin: 0 0 0.4em 0; padding-left: 1em;">{items}</ul></details></div>'
    )


def _live_map():
    """The map as a widget. Its libraries are loaded here, since only a notebook needs them."""
    import anywidget
    import traitlets

    from course_lib.widgets.cleanup import close_earlier_widgets

    class LiveMap(anywidget.AnyWidget):
        """The map with two buttons; ``restore`` answers in a sentence."""

        # Text, not paths: anywidget keeps a widget alive for ever to watch its files for changes.
        _esm = (_HERE / "progress_map.js").read_text(encoding="utf-8")
        _css = (_HERE / "progress_map.css").read_text(encoding="utf-8")
        map = traitlets.Unicode().tag(sync=True)
        said = traitlets.Unicode().tag(sync=True)

        def __init__(self):
            self._still = ProgressMap()
            super().__init__(map=self._still._html())
            self.on_msg(self._on_message)
            close_earlier_widgets(self)

        def _on_message(self, _widget: object, message: dict, _buffers: list) -> None:
            if message["type"] == "save":
                self.send({"type": "file", "name": FILE_NAME, "text": progress.export_text()})
                return
            self.said = restore(message["text"])
            self._still = ProgressMap()
            self.map = self._still._html()
            self.send({"type": "restored"})

        def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
            data, metadata = super()._repr_mimebundle_(**kwargs)
            return {**data, **self._still._repr_mimebundle_()}, metadata

    return LiveMap()
