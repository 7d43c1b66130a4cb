"""Models: layers put together, on one memory; as a chain or as a graph, and as a file."""

from course_lib.nn import not_here
from course_lib.nn.models.cloning import clone_model
from course_lib.nn.models.functional import Functional
from course_lib.nn.models.model import Model
from course_lib.nn.models.saving import load_model, save_model
from course_lib.nn.models.sequential import Sequential

Model.kind_from_graph = Functional

__all__ = ["Functional", "Model", "Sequential", "clone_model", "load_model", "save_model"]

__getattr__ = not_here.explain("models", globals())
