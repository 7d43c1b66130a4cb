"""A page that shows how a class stands, to be looked at alone or shown in class.

It counts submissions. No name, no id, no code and no other text of a submission is on it: the words
are the exercises' own.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from course_lib.checks import Exercise, State, markup
from course_lib.grading.bar_charts import bar, columns
from course_lib.grading.class_question import ClassQuestion, class_question
from course_lib.grading.export import format_number
from course_lib.grading.html_page import page_of
from course_lib.grading.item_analysis import (
    FEWEST_FOR_DIFFICULTY,
    FEWEST_FOR_DISCRIMINATION,
    ExerciseStatistics,
    LessonStatistics,
    histogram,
)

ASK = "Which of these is right, and what do the others do?"
TOO_FEW = (
    f"– : too few to say. Difficulty takes {FEWEST_FOR_DIFFICULTY} submissions, discrimination "
    f"{FEWEST_FOR_DISCRIMINATION}, another exercise in the lesson, and learners who differ."
)
_WORDS = """\
<details><summary>What the words mean</summary>
<p><strong>Difficulty</strong> is mean(X) / possible points, where X are the points of an exercise:
1 where everybody has solved it, 0 where nobody has.</p>
<p><strong>Discrimination</strong> is corr(X, T - X), where T are the points of the whole lesson:
the corrected item-total correlation of classical test theory (Henrysson 1963; Crocker and Algina
1986, chapter 14). Where it is near 0 or below, those who are good at the rest do no better here:
look at the exercise, or at how it is worded.</p>
<p>A mistake is counted where a learner was told it. Where two mistakes give the same results, both
were told, and both are counted.</p>
</details>"""


def page(lessons: Sequence[LessonStatistics]) -> str:
    """The page, as HTML."""
    submissions = sum(lesson.judged for lesson in lessons)
    parts = [
        "<h1>How the class stands</h1>",
        f'<p class="quiet">Counts of {submissions:,} submissions. No names, and nothing that a '
        "learner wrote.</p>",
        _WORDS,
    ]
    for lesson in lessons:
        parts += _lesson(lesson)
    return page_of("How the class stands", "\n".join(parts), "insights.css")


def question_of(lesson: LessonStatistics, exercise: ExerciseStatistics) -> ClassQuestion | None:
    """The question worth asking in class about an exercise; None where no mistake has a name."""
    task = lesson.assignment.tasks[exercise.task]
    return class_question(task, list(exercise.mistakes)) if isinstance(task, Exercise) else None


def number(value: float | None) -> str:
    """A difficulty or a discrimination as it is read; a dash where nothing can be said."""
    return "–" if value is None else f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


def _lesson(lesson: LessonStatistics) -> Iterator[str]:
    yield f"<h2>{markup.escape(lesson.assignment.label)}</h2>"
    of = format_number(lesson.possible)
    half = format_number(median(lesson.scores))
    yield f"<p>{lesson.judged:,} submissions; the median is {half} of {of} points.</p>"
    title = f"Submissions by points, of {of}"
    yield f'<p class="quiet">{title}:</p>'
    yield columns(title, histogram(lesson.scores, lesson.possible))
    yield from _overview(lesson)
    for exercise in lesson.exercises:
        yield from _exercise(exercise, question_of(lesson, exercise))


def _overview(lesson: LessonStatistics) -> Iterator[str]:
    label = markup.escape(f"The exercises of {lesson.assignment.label}")
    yield f'<div class="wide" role="region" tabindex="0" aria-label="{label}"><table>'
    heads = ("exercise", "tried", "solved", "median points", "difficulty", "discrimination")
    titles = "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield f"<thead><tr>{titles}</tr></thead>"
    yield "<tbody>"
    for one in lesson.exercises:
        cells = (
            f"{one.tried:,}", f"{one.solved:,}",
            f"{format_number(one.median_points)} of {format_number(one.possible)}",
            number(one.difficulty), number(one.discrimination),
        )  # fmt: skip
        name = f'<th scope="row"><code>{markup.escape(one.task)}</code></th>'
        yield f"<tr>{name}{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield "</tbody></table></div>"
    if any(None in (one.difficulty, one.discrimination) for one in lesson.exercises):
        yield f'<p class="quiet">{TOO_FEW}</p>'


def _exercise(exercise: ExerciseStatistics, question: ClassQuestion | None) -> Iterator[str]:
    yield f"<h3><code>{markup.escape(exercise.task)}</code></h3>"
    states = [(f"{state.symbol} {state}", exercise.states[state]) for state in reversed(State)]
    yield _counts([(markup.escape(name), count) for name, count in states], exercise.judged)
    if exercise.has_steps:
        title = f"Submissions by points, of {format_number(exercise.possible)}"
        yield f'<p class="quiet">{title}:</p>'
        yield columns(title, histogram(exercise.points, exercise.possible))
    if exercise.mistakes:
        yield "<h4>Named mistakes</h4>"
        made = [(markup.prose(said), count) for said, count in exercise.mistakes.items()]
        yield _counts(made, exercise.judged)
    if question:
        yield from _question(question)


def _counts(counts: Sequence[tuple[str, int]], of: int) -> str:
    """A list of things with how often they are, as a number and as a bar; ``of`` is all of them."""
    lines = [
        f'<li><span class="count">{count:,} of {of:,}</span>{what}{bar(count / of)}</li>'
        for what, count in counts
    ]
    return f'<ul class="counts">{"".join(lines)}</ul>'


def _question(question: ClassQuestion) -> Iterator[str]:
    """The case and its values, in no telling order; which is which is folded away."""
    named = list(zip("ABC", question.answers, strict=False))
    told = [
        markup.paragraph(f"<strong>{letter}</strong>: {markup.prose(said)}")
        for letter, (_, said) in named
    ]
    yield "<h4>To ask in class</h4>"
    yield markup.box(
        markup.BLUE,
        markup.table(list(question.inputs)),
        markup.paragraph(ASK),
        markup.table([(letter, text) for letter, (text, _) in named]),
        markup.folded("What each of them is", *told),
    )
