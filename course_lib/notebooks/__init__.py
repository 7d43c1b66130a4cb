"""BUILDS the notebooks: from the text that people edit to the pages that learners open.

The author's side of the course. A lesson is written once, as MyST Markdown in
``notebooks/source/``; everything else follows from it:

============== =========================================================================
`source`       reads the text as a notebook, and remembers on which line each cell began
`threads`      the settings by which NumPy keeps to one processor
`run`          runs a notebook's cells in a kernel that no setting of this machine changes
`tidy`         keeps of the result what is the same on every run, and drops the rest
`build`        the three in a row, and whether what is stored is still in step
`solve`        the lesson with every exercise answered by its reference solution
`glossary`     every new word with its sentence, out of the same texts
`copying`      the notebooks in a learner's folder, never over what the learner wrote
`opening`      the command ``neural-network-course``: copying, then JupyterLab
`lesson_rules` the shape that every lesson has, as rules that can be broken
============== =========================================================================

On the command line: ``python -m course_lib.notebooks build``, ``glossary``, ``solve NAME``.
"""

from course_lib.backup import begin_again

__all__ = ["begin_again"]
