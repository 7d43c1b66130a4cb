"""The map of the course, with what this learner has done; browser's half in progress_map.js."""

from pathlib import Path

from course_lib import keras_status, progress
from course_lib.checks import markup
from course_lib.checks.lesson import Lesson
from course_lib.checks.shown import Shown
from course_lib.exercises import standing
from course_lib.exercises.all_lessons import lessons
from course_lib.exercises.work import Work
from course_lib.translations import script

LOOK_AGAIN = 3  # seconds between two looks at how far TensorFlow is
HERE = " ← you are here"
_HERE = Path(__file__).parent
_SCRIPTS = ("work.js", "progress_map.js")


def progress_map():
    """Show all lessons, their exercises, and how each stands; with buttons to save and restore all.

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
        known = progress.standing()
        self.rows = [(lesson, list(standing.states(lesson, known))) for lesson in lessons()]
        self.here = _here(self.rows)

    def _text(self) -> str:
        lines = []
        for lesson, states in self.rows:
            here = lesson.number == self.here
            words = f"{_title(lesson)}: {standing.count(states)}{HERE * here}"
            lines.append(f"{standing.bar(states)} {words}")
            if here:
                width = max((len(name) for name, _ in states), default=0)
                lines += [
                    f"   {state.symbol} {name:<{width}}  {state.in_words}" for name, state in states
                ]
        return "\n".join([*lines, keras_status.sentence()]).rstrip("\n")

    def _html(self) -> str:
        lines = (_lesson_html(*row, here=row[0].number == self.here) for row in self.rows)
        return markup.box(markup.GREY, *lines)


def _here(rows: list) -> int:
    """The number of the lesson to go on with: that of the last answer, or the next with a gap."""
    events = progress.events()
    numbers = [lesson.number for lesson, _ in rows]
    last = events[-1].lesson if events and events[-1].lesson in numbers else numbers[0]
    gaps = [lesson.number for lesson, states in rows if not _solved(states)]
    later = [number for number in gaps if number >= last]
    return (later or gaps or numbers[-1:])[0]


def _solved(states: list[standing.Standing]) -> bool:
    return standing.correct(states) == len(states)


def _title(lesson: Lesson) -> str:
    return f"{lesson.number:02} {lesson.title}"


def _lesson_html(lesson: Lesson, states: list[standing.Standing], here: bool) -> str:
    """One line, and folded under it, unless one is here, the lesson's exercises."""
    link = (
        f'<a href="{lesson.notebook}" style="color: inherit; text-decoration: underline;">'
        f"{markup.prose(_title(lesson))}</a>"
    )
    bar = f'<span aria-hidden="true">{standing.bar(states)}</span>'
    # The link stands beside the summary, not in it: a screen reader would not find it there.
    return (
        f'<div data-lesson="{lesson.number}" style="display: flex; flex-wrap: wrap; '
        'gap: 0 0.5em; align-items: baseline;">'
        f"<span>{bar} <strong>{link}</strong>: </span>"
        f'<details{" open" * here} style="flex: 1 1 {15 if here else 8}em;">'
        f'<summary style="cursor: pointer;">{standing.count(states)}{HERE * here}</summary>'
        f"{standing.items(states)}</details></div>"
    )


def _live_map():
    """The map as a widget. Its libraries are loaded here, since only a notebook needs them."""
    import anywidget
    import traitlets

    from course_lib.widgets.cleanup import close_earlier_widgets
    from course_lib.widgets.main_thread import run_later

    class LiveMap(anywidget.AnyWidget):
        """The map with its buttons; what they did is said in sentences."""

        # Text, not paths: anywidget keeps a widget alive for ever to watch its files for changes.
        _esm = script("\n".join((_HERE / name).read_text(encoding="utf-8") for name in _SCRIPTS))
        _css = (_HERE / "progress_map.css").read_text(encoding="utf-8")
        map = traitlets.Unicode().tag(sync=True)
        said = traitlets.Unicode().tag(sync=True)
        keras = traitlets.Unicode().tag(sync=True)

        def __init__(self):
            self._still = ProgressMap()
            self._work = Work(self.send)
            super().__init__(map=self._still._html())
            self.on_msg(self._on_message)
            close_earlier_widgets(self)
            progress.follow(self)
            self._tell_of_keras()

        def _on_message(self, _widget: object, message: dict, buffers: list) -> None:
            said = self._work.handle(message, buffers)
            if said is not None:
                self.said = said
                self.refresh()
                self.send({"type": "said"})

        def refresh(self) -> None:
            """An answer was kept, or many were restored: draw the map anew."""
            self._still = ProgressMap()
            self.map = self._still._html()

        def _tell_of_keras(self) -> None:
            """Say how far TensorFlow is, and look again while it is on its way."""
            self.keras = keras_status.sentence()
            if keras_status.on_its_way():
                run_later(self._tell_of_keras, LOOK_AGAIN)

        def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
            data, metadata = super()._repr_mimebundle_(**kwargs)
            return {**data, **self._still._repr_mimebundle_()}, metadata

    return LiveMap()
