"""Files of named arrays: what a saved model is on disk. Nothing here knows what a model is.

The files' names are Keras's, what is inside is NumPy's: an .npz, which ``np.load`` opens. Nothing
in it is ever run. Keras's own files hold HDF5, which takes another library to read: between the
two, carry ``get_weights()`` to ``set_weights()``.
"""

import numpy as np

from course_lib.nn import whole_file


def write(filepath, ending: str, **arrays) -> None:
    """Write the arrays, all or nothing, to a file whose name has this ending."""
    filepath = _path(filepath)
    if not filepath.name.endswith(ending):
        raise ValueError(
            f"The name of this file ends in {ending}, as in Keras. Received: {str(filepath)!r}. "
            f'Try "model{ending}".'
        )
    with whole_file.replacing(filepath) as file:
        np.savez(file, **arrays)


def read(filepath) -> dict:
    """The arrays of a saved file, by name."""
    path = _path(filepath)
    if not path.is_file():
        raise FileNotFoundError(
            f"A saved model is a file. Received: {str(path)!r}, and there is none in "
            f"{path.absolute().parent}. Look for its name there, or save the model first."
        )
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as saved:
            arrays = {name: np.asarray(saved[name]) for name in saved}
    except Exception as trouble:  # a damaged file may fail in any way
        raise ValueError(_not_ours(path)) from trouble
    if not any(_is_ours(name) for name in arrays):
        raise ValueError(_not_ours(path))
    return arrays


def _path(filepath):
    from pathlib import Path  # whoever saves nothing need not wait for it

    return Path(filepath)


def _is_ours(name):
    """A description, as it is called now or was at first, or a weight; Keras has a config.json."""
    return name in ("config", "blueprint") or name.startswith("layers/")


def _not_ours(path):
    start = path.read_bytes()[:4]
    if start == b"\x89HDF" or _by_keras(path):
        return (
            f"This reads what course_lib has saved. Received {str(path)!r}, which Keras has saved. "
            "Load it there, and carry the weights over: model.set_weights(theirs.get_weights())."
        )
    return (
        f"A saved model is a file that model.save() wrote. Received {str(path)!r}, which is "
        "something else, or damaged. Save the model again."
    )


def _by_keras(path):
    import zipfile

    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "model.weights.h5" in archive.namelist()
