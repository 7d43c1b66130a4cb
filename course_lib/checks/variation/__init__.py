"""Small variations of a program: what names a mistake that nobody declared, and where it stands.

A variation is a right answer with one small edit, or two. ``edit.py`` says what an edit is;
``expressions.py``, ``calls.py``, ``sequences.py`` and ``statements.py`` hold the kinds, each with
its sentence; ``kinds.py`` finds them all in a ``Program``. ``search.py`` looks for the variation
that does what a learner's answer does. ``repair.py`` edits the learner's own code until it is
right, and tells the line.
"""
