"""The course in the browser, nothing installed: `python -m publish lite --to FOLDER`.

JupyterLite is JupyterLab without a server: Python itself, Pyodide, runs in the page. ``build.py``
puts the site together.

- ``tools.py`` makes the environment that builds it, and fetches the packages that come with it.
- ``course_wheel.py`` packs course_lib, ``packages.py`` tells Pyodide where each package lies.
- ``lessons.py`` copies the notebooks, and says in them what is otherwise in a browser.
"""
