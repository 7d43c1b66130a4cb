"""What isolates a submission from everything else on the machine.

``bubblewrap`` puts it into namespaces of its own, where nothing else exists; where that is refused,
``landlock`` takes its rights away. Either way the worker inside then gives up the system calls that
it does not need. ``choose`` finds out what works here; where nothing does, nothing is graded.
"""
