"""Set the course up and open it in JupyterLab, or test it.

    python3 start.py                   set up, then open lesson 00 in the browser
    python3 start.py --no-browser      any option of JupyterLab works: --port 9000, --ip, ...
    python3 start.py notebooks/01_neuron.ipynb
                                       open another lesson
    python3 start.py --threads 4       let NumPy use 4 processors at once; else it uses one
    python3 start.py --no-tensorflow   leave TensorFlow out, this time and later; --tensorflow
                                       takes that back
    python3 start.py test              set up, then run all tests
    python3 start.py test -x tests/nn  any option of pytest works; --thorough tries more
    python3 start.py matrix            test in each Python here, with lowest and highest versions
    python3 start.py --help            this page

On Windows, say `py` in place of `python3`.

The first start installs what requirements.txt lists into the folder .venv, here, and nothing
anywhere else: about 450 MB, half a minute or so. TensorFlow, 1.4 GB more for lessons 10 and 13 to
17, follows while you begin. Later starts open JupyterLab at once. Whatever goes wrong on the way,
run the same command again: it repairs what it finds, and goes on where it was stopped. To begin
afresh, delete .venv. Your answers are kept elsewhere; lesson 00 says where.

It needs Python 3.11 or newer and nothing else. Where uv is installed it is used, and is faster.
"""

# This one file keeps to words that the oldest Pythons know: whoever has one shall meet a sentence
# here, not a SyntaxError. What it does is in starting/.
from __future__ import print_function

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "This course needs Python 3.11 or newer, and this is Python {0}.{1} ({2}). Get one from "
        "https://www.python.org/downloads/ and run start.py with it, for example: "
        "python3.13 start.py".format(sys.version_info[0], sys.version_info[1], sys.executable)
    )

from starting import browser, bubblewrap, environment, matrix, programs, tensorflow
from starting.requirements import ALL, TESTS, WITHOUT
from starting.trouble import Trouble


def main(arguments):
    """Do what the command line asks, and return the exit code."""
    if arguments[:1] in (["-h"], ["--help"], ["help"]):
        print(__doc__)
        return 0
    try:
        if arguments[:1] == ["test"]:
            environment.set_up(WITHOUT, ALL, TESTS)
            bubblewrap.find_or_fetch()
            return programs.run_tests(arguments[1:], browser.find_or_fetch())
        if arguments[:1] == ["matrix"]:
            return matrix.run(arguments[1:])
        threads, arguments = programs.choose_threads(arguments)
        lesson, options = programs.choose_lesson(tensorflow.choose(arguments))
        tensorflow.set_up_lessons()
        return programs.open_lab(lesson, options, threads)
    except Trouble as trouble:
        print("\n{0}".format(trouble), file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on, or repairs what is half done.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
