"""What runs in the sandbox: a worker gives up its rights, runs a notebook's cells, and answers.

It sees the course's networks and data, NumPy, and no exercise: ``course_lib.checks``, ``widgets``
and ``figures`` are stubs here.
"""
