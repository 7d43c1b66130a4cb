"""What a lesson's checks and figures show, with the English words that no bracket holds.

For tests/translations/pseudo.py, which runs these functions where every sentence is in brackets.
"""

import importlib
import re
from html import unescape

from tests.translations.pseudo import CLOSE, OPEN

# Code, values as they are typed, and what hides from the eye.
_NOT_PROSE = re.compile(r"<(code|pre|td|style)\b.*?</\1>|`[^`]*`", re.S)
_WORD = re.compile(r"[^\W\d_]{2,}")
# Names of functions and days, what Python calls things, and this file's own function.
FIELD = {
    *("sin", "cos", "tanh", "exp", "log", "ReLU", "sigmoid", "max", "nan", "inf", "None", "fails"),
    *("momentum", "output", "KB", "w²", "model", "keras", "moved"),
    *("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def words_outside(text, names=frozenset()):
    """The words of a text, as HTML or not, that stand outside brackets and are nobody's names.

    >>> words_outside("⟦Right in 2 of 3 cases.⟧ <b>Stuck</b>? <code>check.it</code>")
    ['Stuck']
    """
    text = unescape(re.sub(r"<[^>]*>", " ", _NOT_PROSE.sub(" ", text)))
    kept, depth = [], 0
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        kept.append(letter if depth == 0 else " ")
    return [word for word in _WORD.findall("".join(kept)) if word not in names | FIELD]


def checks(number):
    """Everything that the checks of a lesson say to right, wrong and strange answers."""
    lesson = importlib.import_module(f"course_lib.exercises.lesson_{number}").LESSON
    for item in lesson.asks:
        names = _names(item)
        for what, shown in _answers(item):
            for text in _texts(shown):
                if words := words_outside(text, names):
                    yield f"{item.name}, {what}: {words}"


def figures_of_lesson_01():
    """The readouts, alternative texts, sliders' labels and drawn words of lesson 01's figures."""
    from course_lib import figures, widgets
    from course_lib.widgets.evenings import Evenings

    diagram = figures.neuron_diagram(weights=[0, 1], bias=4, inputs=[4, 6])
    yield from _drawn("diagram", diagram.figure)
    for name, widget, moves in (
        ("neuron", widgets.neuron(), ({"w1": 0, "w2": 0}, {"b": 10}, {"b": -9, "w2": 0.1})),
        ("tanh", widgets.neuron(activation="tanh"), ({"b": -9},)),
        ("sharpness", widgets.sharpness([1, 1], -1), ({"times": 3},)),
        ("evenings", Evenings(None, None), ({"w1": 2},)),
    ):
        for move in ({}, *moves):
            widget.move(**move)
            labels = (slider["label"] for slider in widget.sliders)
            for text in (widget.readout, widget.alt, *labels):
                if words := words_outside(text):
                    yield f"{name}: {words}"
            yield from _drawn(name, widget.figure)


def _drawn(name, figure):
    from matplotlib.text import Text

    for text in figure.findobj(Text):
        if words := words_outside(text.get_text()):
            yield f"{name}, drawn: {words}"


def _names(item):
    """What an exercise calls its inputs and its values; of a form, what it calls its columns."""
    names = {item.name, *getattr(item, "input_names", ()), *getattr(item, "columns", ())}
    names |= set(getattr(item, "blanks", ()))
    names |= set(getattr(getattr(item, "rules", None), "outputs", ()))
    return {part for name in names for part in _WORD.findall(name)}


def _answers(item):
    from course_lib.checks import Exercise, Question
    from course_lib.checks.form import Form

    yield "itself", item
    yield from ((f"hint {tier}", item.hint(tier)) for tier in range(1, len(item.tiers) + 1))
    yield "solution", item.solution()
    yield "my answer", item.my_answer()
    if isinstance(item, Question):
        yield from _choices(item)
    elif isinstance(item, Exercise):
        yield from ((f"mistake {mistake.name}", item(mistake.answer)) for mistake in item.mistakes)
        yield from (("right", item(answer)) for answer in item.alternatives)
        for strange in (None, ..., "x", 7, print, len, lambda *inputs: None, lambda: 1, _fails):
            yield "strange", item(strange)
    elif isinstance(item, Form):
        right = item.right_answer
        yield from (("right", item(right)), ("empty", item(type(right)())), ("wrong", item("7")))
        yield (
            "in part",
            item(dict(list(right.items())[:1]) if isinstance(right, dict) else right[:1]),
        )


def _choices(question):
    for option in question.options:
        yield "choice", question(option)
        question._not_kept = option
        yield "look back", question.look_back()
    question._not_kept = None
    yield from (("no choice", question("neither")), ("look back", question.look_back()))


def _fails(*inputs):
    return undefined_name  # noqa: F821


def _texts(shown):
    """The texts of what shows itself: its HTML where it has some, else its plain text."""
    if not hasattr(shown, "_repr_mimebundle_"):
        yield repr(shown)
        return
    bundle = shown._repr_mimebundle_()
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    yield data.get("text/html") or data["text/plain"]
    yield metadata.get("image/png", {}).get("alt", "")
