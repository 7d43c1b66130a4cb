"""GRADES a class: the instructor's side, which trusts no submission.

A learner's notebook runs in a throw-away sandbox that only answers calls. What is asked, what is
expected and where it is written down never enter it.

===================== =============================================================================
`collect`             finds notebooks in a folder or a zip (`inbox`, `opening`), whose they are
                      (`matching`, by the `roster`), and of which lesson (`catalogue`); `submission`
                      reads each and runs none (`script`, where it came as one); all of that in a
                      process with a clock (`reading`)
`sandbox`             runs a notebook's cells in isolation (`isolation`, `inside`) and calls its
                      functions, by requests and replies (`session`); only data crosses (`wire`)
`marking`             draws the inputs from a secret, asks the sandbox, judges with the lesson's
                      checks; `static_analysis` looks at the answer's text, without running it
`schedule`            grades many at once, on this machine (`marking_pool`) or on a Dask cluster,
                      and loses none; each in a `clocked_process`, which nothing can stall
`gradebook`           keeps class, submissions and marks in one SQLite file (`database`), one
                      transaction for each submission; and what an instructor decides beside the
                      marks (`decisions`): due dates, extensions, points by hand
`scores`              puts these together, for all that is shown and written out; `late` says what
                      lateness costs, `times` reads when work was due and came
`export`              tables for people; `lms` for Canvas and Moodle; `feedback` a page for each
                      learner; `nbgrader_bridge` for those who use its formgrader; `anonymous`
                      for who marks unseen
`item_analysis`       counts how a class stands in each exercise, without names; `insights_page`
                      shows it (`bar_charts`, `html_page`), and for each a `class_question`
`alike`               lists answers of one form (`answer_form`, `answer_reading`, with a clock), to
                      be looked at; `code_folders` is for programs that compare code
`release`             gives a class clean copies of lessons
`guide`               shows what each lesson asks, and the mistakes it names: ``docs/lessons.md``
`exercise_validation` tries an instructor's own exercises before a class does
`doctor`              says what isolates on this machine, and what to install where nothing does
`cli`                 the command line: ``course``, or ``python -m course_lib.grading``
===================== =============================================================================
"""
