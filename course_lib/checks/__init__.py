"""CHECKS: what a lesson asks, and what is said to each answer.

An exercise is data around its reference answer; the lessons' stand in ``exercises/``, a file each.
This is a whole one:

>>> import numpy as np
>>> from course_lib.checks import exercise
>>>
>>> @exercise(lesson=5, minutes=4, difficulty=1)
... def mse(y_true, y_pred):
...     '''The mean of the squared errors.'''
...     return np.mean((y_true - y_pred) ** 2)
>>>
>>> @mse.cases  # the textbook's first, then asymmetric ones; always as many, whatever the seed
... def _(rng):
...     yield np.array([1, 0, 0, 1]), np.array([0, 0, 0, 0])
...     for n in (3, 5):
...         yield rng.normal(size=n), rng.normal(size=n)
>>>
>>> @mse.mistake("You took the sum. Divide by the number of samples: np.mean.")
... def _(y_true, y_pred):
...     return np.sum((y_true - y_pred) ** 2)
>>>
>>> @mse.mistake("You averaged the errors as they are, so that they cancel. Square them first.")
... def _(y_true, y_pred):
...     return np.mean(y_true - y_pred)
>>>
>>> @mse.mistake("You took the root as well: that is the RMSE.")
... def _(y_true, y_pred):
...     return np.sqrt(np.mean((y_true - y_pred) ** 2))
>>>
>>> @mse.accepts  # right too, and it has to pass
... def _(y_true, y_pred):
...     return sum((t - p) ** 2 for t, p in zip(y_true, y_pred)) / len(y_true)
>>>
>>> mse.hints("How many numbers come out?", "Subtract, square, and take np.mean.")
>>> mse.why("Training is nothing but making this number smaller.")

In the notebook, after ``from course_lib.exercises import lesson_05 as check``, the stub's cell ends
in ``check.mse(mse)``:

>>> def my_mse(y_true, y_pred):
...     return np.sum((y_true - y_pred) ** 2)
>>> answer = mse(my_mse)
>>> print(answer)
✎ Not yet: You took the sum. Divide by the number of samples: np.mean.
  y_true    [1, 0, 0, 1]
  y_pred    [0, 0, 0, 0]
  expected  0.5
  yours     2
  One change in line 2 makes this right: look at the function that is called.
  Stuck? check.mse.hint()
>>> answer.state
<State.NOT_YET: 'not yet'>
>>> mse.hint()
Hint 1 of 2: How many numbers come out?

What an author decides:

- **Name.** An exercise has its reference's name, and the learner's function or class has it too.
- **Kind.** ``returns``, ``shape`` and ``dtype`` say which answers pass; by default what the
  reference gives decides. ``compare.py`` lists what they may be.
- **What passes everywhere**, unless the exercise says otherwise. A list where an array is asked for
  is refused, and told that its numbers are right if they are; ``returns="numbers"`` takes both. A
  list, a tuple or an array passes where a list or several values are asked for. A whole float
  passes for an int. Numbers of float32 pass at float32's nearness. To change an input is refused,
  and told so. Whatever can be called with the reference's inputs is a function: an object with
  ``__call__``, a partial of one's own function, ``operator.mul``; a library's ready-made answer is
  not.
- **Names.** ``outputs=("d_w", "d_b")`` names the values of an answer that gives several, as
  messages call them. Where the reference ends in ``return d_w, d_b``, it names them itself.
- **A class** is declared like a function. ``@MyNeuron.through`` names a function that is given the
  learner's class and a case's inputs, uses it, and returns what is to be compared. Its few lines
  are shown with an example; of a longer one, the docstring's first line, or what ``calls="..."``
  says. Its values are called as it calls them: ``first(x)``, ``second(x)``.
- **Chance.** Where many values are right, ``@break_symmetry.seen`` names a function of the value
  and the case's inputs, which gives what is compared. ``through`` brings the value along and
  decides nothing: in grading it runs beside the answer, which may lie to it.
- **In place.** ``answer_in="w"`` judges what the input ``w`` holds afterwards. Any other change of
  an input is refused, unless ``may_change=("w",)`` allows it.
- **Errors.** Where the reference raises, an answer has to raise the same type.
- **Warnings** are ignored, or refused with ``warnings="refused"`` (overflow, division by 0).
- **Mistakes.** Equal results prove no cause: a sentence says what such an answer *does*. Those that
  no input can tell apart say so: the second has ``same_as="name of the first"``, and both are
  offered.
- In a message, `backticks` make code and *stars* make stress.

A test runs ``bank.inspect_exercise`` over every exercise of every lesson: right answers pass and
each mistake is refused with its own message on 100 seeds, and on 1,000 every week; and
``bank.survivors`` changes the reference in small places, to find cases that are too tame.

From declaring to showing: ``item.py`` holds what is declared of everything that is asked.
``exercise.py`` asks ``refusals.py`` and ``learner_code.py`` what was handed over, ``run.py`` calls
it on the cases of ``draw.py``, ``judge.py`` compares (``compare.py``, ``values.py``) and explains
(``diagnose.py``, ``patterns.py``, ``probe.py``, ``nothing_returned.py``, ``plain_words.py``),
``example.py`` chooses the case to show, ``answer.py`` shows; ``patience.py`` speaks up if all this
takes long. A mistake that nobody declared is looked for among small variations of the right
answers, and its line by editing the learner's own code: both in ``variation/``.
``question.py`` asks without code, and so do ``parsons.py``, ``blanks.py`` and ``goal.py``;
``explanation.py`` asks for the learner's own words, and grades none. ``held_out.py`` asks for a
function that predicts, and judges it by its share right on data that nobody was shown.
"""

from course_lib.checks.answer import Answer
from course_lib.checks.blanks import blanks, choice, number
from course_lib.checks.exercise import Exercise, exercise
from course_lib.checks.explanation import Explanation, explanation
from course_lib.checks.goal import goal
from course_lib.checks.held_out import HeldOutExercise, held_out_exercise
from course_lib.checks.item import Item, NotCorrect
from course_lib.checks.lesson import Lesson
from course_lib.checks.parsons import parsons
from course_lib.checks.question import Question, question
from course_lib.checks.state import State

__all__ = [
    "Answer", "Exercise", "Explanation", "HeldOutExercise", "Item", "Lesson", "NotCorrect",
    "Question", "State", "blanks", "choice", "exercise", "explanation", "goal",
    "held_out_exercise", "number", "parsons", "question",
]  # fmt: skip
