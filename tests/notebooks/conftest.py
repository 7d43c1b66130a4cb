"""A small lesson to build: everything that a lesson may hold, and no other floor of the course."""

import pytest

from course_lib.notebooks.build import build

SAMPLE = '''\
---
kernelspec:
  display_name: Python 3 (ipykernel)
  language: python
  name: python3
---

# Add two numbers

Some words.

```{code-cell} ipython3
import matplotlib.pyplot as plt
import numpy as np
```

```{code-cell} ipython3
print("one")
print("two")
1 + 1
```

## Draw a line

Before it.

```
# no heading: this is code
```

```{code-cell} ipython3
_ = plt.plot([0, 1])
```

After it.

```{code-cell} ipython3
class Widget:
    def _repr_mimebundle_(self, **kwargs):
        view = {"version_major": 2, "version_minor": 0, "model_id": str(np.random.rand())}
        return {"application/vnd.jupyter.widget-view+json": view, "text/plain": "a slider"}


Widget()
```

### Exercise 1: Add

```{code-cell} ipython3
:tags: [exercise]

def add(a, b):
    """The sum."""
    ...


add(1, 2)
```
'''


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The path of the sample lesson's text, in a folder of its own. To look at, not to change."""
    path = tmp_path_factory.mktemp("sample") / "01_sample.md"
    path.write_text(SAMPLE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def built(sample):
    """The sample's notebook, run once. To look at, not to change."""
    return build(sample)
