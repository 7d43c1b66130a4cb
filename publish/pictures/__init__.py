"""The pictures in docs/images, made from the running course by `python -m publish pictures`.

`stage.py` opens a lesson in JupyterLab, with a pointer that can be seen; `scenes.py` is what is
done there; `animation.py` makes a small moving picture of the screens.
"""
