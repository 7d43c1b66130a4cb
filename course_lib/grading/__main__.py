"""``course``, or ``python -m course_lib.grading``: the instructor's command line."""

import sys


def main() -> None:
    """Run one command, and end with its exit code: 130 where Ctrl-C ended it."""
    try:
        _app()(prog_name="course")
    except KeyboardInterrupt:  # before a command has begun: those that have say how to go on
        sys.exit(130)


def _app():
    try:
        from course_lib.grading.cli import app
    except ModuleNotFoundError as missing:
        sys.exit(
            f"Grading needs {missing.name.partition('.')[0]}, which is not installed. Install what "
            "instructors need: pip install 'neural-network-course[grade]', or in a clone of the "
            "course: pip install '.[grade]'"
        )
    return app


if __name__ == "__main__":
    main()
