"""What runs in the sandbox: a worker that locks itself in, runs a notebook's cells, and answers.

It sees the course's networks and data, NumPy, and no exercise: ``course_lib.checks``, ``widgets``
and ``figures`` are silent here.
"""
