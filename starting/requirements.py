"""Which packages are TensorFlow's: the larger part of the requirements, fetched behind the rest."""

from starting.places import PROJECT

ALL = "requirements.txt"
TESTS = "requirements-test.txt"
WITHOUT = "requirements.txt without TensorFlow"

# A new environment may hold these already. They come with the rest, so that fetching TensorFlow
# only ever adds packages, and replaces none that a running kernel has loaded.
SEEDED = ("setuptools", "wheel")


def text_of(name):
    """Return what one of the three above asks for."""
    path = PROJECT / (ALL if name == WITHOUT else name)
    text = path.read_text(encoding="utf-8")
    return without_tensorflow(text) if name == WITHOUT else text


def is_tensorflows(line):
    """Tell whether a line of the lock is TensorFlow, or needed by it alone.

    Whatever other conditions it has, such a line always asks for a machine that there is a
    TensorFlow for.
    """
    pin, _, marker = line.partition(" ; ")
    name = pin.partition("==")[0]
    machines = ["platform_machine ==" in one for one in marker.split(" or ")]
    return all(machines) and name not in SEEDED


def without_tensorflow(text):
    """Leave out the lines that are TensorFlow's."""
    return "".join(line for line in pins(text) if not is_tensorflows(line))


def of_tensorflow(text):
    """Keep only the lines that are TensorFlow's, the largest package first."""
    lines = [line for line in pins(text) if is_tensorflows(line)]
    return "".join(sorted(lines, key=lambda line: not line.startswith("tensorflow")))


def pins(text):
    """Return the lines that ask for a package; the others are comments."""
    return [line for line in text.splitlines(keepends=True) if line[:1].isalnum()]
