"""No module of course_lib imports itself by way of others: not in a function, not for types.

An import leads to the module that it names, and to no package around it. ``from p import n`` leads
to the module ``p.n`` where there is one, and to ``p``, the package's ``__init__``, where that is
what gives the name. So a module that its package's ``__init__`` imports must not import names from
that package. What is imported by a text (``importlib.import_module``) is not seen.
"""

import ast

import pytest

from tests.house.project import MODULES, import_statements, package_of

# ------------------------------------------------------------------------------ the graph


def name_of(path):
    """A module's full name; a package is called as its folder."""
    package = package_of(path)
    return package if path.stem == "__init__" else f"{package}.{path.stem}"


def names_given(source, module):
    """The names that a module's text imports, defines or assigns at its top."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.ImportFrom) and node.module == module:
            continue  # a package that imports its own modules by name gives nothing else by it
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        else:
            stored = (n for n in ast.walk(node) if isinstance(n, ast.Name))
            yield from (n.id for n in stored if isinstance(n.ctx, ast.Store))


def graph_of(sources):
    """What each module imports of the others; ``sources`` is (package, text) by module."""
    given = {module: set(names_given(text, module)) for module, (_, text) in sources.items()}

    def targets(module, names):
        if names is None:
            yield module
        for name in names or ():
            if f"{module}.{name}" in sources:
                yield f"{module}.{name}"
            if f"{module}.{name}" not in sources or name in given[module]:
                yield module

    return {
        module: {
            target
            for imported, names in import_statements(text, package)
            if imported in sources
            for target in targets(imported, names)
        }
        for module, (package, text) in sources.items()
    }


# ------------------------------------------------------------------------------ its circles


def reachable(graph, start):
    """All that can be reached from a module, itself only where a circle leads back to it."""
    found, waiting = set(), [start]
    while waiting:
        new = graph[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def shortest_circle(graph, start):
    """The fewest modules that lead from one back to it, that one first and last."""
    paths = [[start]]
    for path in paths:  # which grows meanwhile
        for module in sorted(graph[path[-1]]):
            if module == start:
                return [*path, start]
            if all(module not in other for other in paths):
                paths.append([*path, module])
    raise ValueError(f"No circle leads through {start}.")


def circles(graph):
    """The shortest circle of each strongly connected component, with the component's size."""
    beyond = {module: reachable(graph, module) for module in graph}
    left = {module for module in graph if module in beyond[module]}
    found = []
    while left:
        one = min(left)
        component = {module for module in beyond[one] if one in beyond[module]}
        circle = min((shortest_circle(graph, module) for module in sorted(component)), key=len)
        found.append(f"{' -> '.join(circle)} (of {len(component)} modules that import each other)")
        left -= component
    return found


def test_no_module_imports_itself_by_way_of_others():
    sources = {name_of(path): (package_of(path), path.read_text("utf-8")) for path in MODULES}
    found = circles(graph_of(sources))
    assert not found, "\n".join(["Imports run in a circle:", *found])


# ------------------------------------------------------------------------------ this test can fail


def test_a_circle_is_found_and_printed():
    graph = {
        "a": {"b"},
        "b": {"c", "d"},
        "c": {"a"},
        "d": {"b"},
        "e": {"a"},
        "f": {"f"},
        "g": set(),
    }
    assert circles(graph) == [
        "b -> d -> b (of 4 modules that import each other)",
        "f -> f (of 1 modules that import each other)",
    ]


def test_without_a_circle_nothing_is_found():
    assert circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


@pytest.mark.parametrize(
    ("package", "text", "imported"),
    [
        ("p", "import p.one", {"p.one"}),
        ("p", "from p.one import f", {"p.one"}),
        ("p", "from p import one", {"p.one"}),
        ("p", "from p import f", {"p"}),
        ("p", "from p import three", {"p.three"}),  # which the package imports as a module
        ("p", "from p import two", {"p", "p.two"}),  # a function that is called as its module
        ("p", "from . import one", {"p.one"}),
        ("p", "from .one import f", {"p.one"}),
        ("p.q", "from ..one import f", {"p.one"}),
        ("p", "def f():\n    import p.one", {"p.one"}),
        ("p", "if TYPE_CHECKING:\n    from p.one import F", {"p.one"}),
        ("p", "import numpy.linalg, os.path", set()),
    ],
)
def test_an_import_leads_to_what_it_names(package, text, imported):
    sources = {
        "p": ("p", "from p.one import f\nfrom p.two import two\nfrom p import three"),
        "p.one": ("p", "f = 1"), "p.two": ("p", "def two(): ..."), "p.three": ("p", ""),
        "p.other": (package, text),
    }  # fmt: skip
    assert graph_of(sources)["p.other"] == imported


def test_a_module_must_not_import_from_the_package_that_imports_it():
    sources = {"p": ("p", "from p.one import f\ng = f"), "p.one": ("p", "from p import g")}
    assert circles(graph_of(sources)) == ["p -> p.one -> p (of 2 modules that import each other)"]
