"""GRADES a class: the instructor's side, which trusts no submission.

A learner's notebook runs in a throw-away sandbox that only answers calls. What is asked, what is
expected and where it is written down never enter it.

============== ====================================================================================
`collect`      finds notebooks in a folder or a zip (`inbox`), whose they are (`matching`, by the
               `roster`), and of which lesson (`catalogue`); `submission` reads each, and runs none
`sandbox`      lets a notebook's cells run apart (`isolation`, `inside`) and answers calls; what
               crosses is data (`wire`)
`marking`      draws the inputs from a secret, asks the sandbox, judges with the lesson's checks;
               `reading` looks at the answer's text, without running it
`schedule`     grades many at once, on this machine or on a Dask cluster, and loses none
`gradebook`    keeps class, submissions and marks in one SQLite file (`database`), a transaction a
               submission
`export`       tables for people; `lms` for Canvas and Moodle; `feedback` a page for each learner;
               `nbgrader_bridge` for those who use its formgrader
`release`      gives a class clean copies of lessons
`guide`        shows what each lesson asks, and the mistakes it names: ``docs/lessons.md``
`trial`        tries an instructor's own exercises before a class does
`doctor`       says what isolates on this machine, and what to install where nothing does
`cli`          the command line: ``course --help``, or ``python -m course_lib.grading --help``
============== ====================================================================================
"""
