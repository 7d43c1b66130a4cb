"""The site to read: every lesson with its pictures, the glossary and the guides, as static pages.

`build.py` makes it from the committed notebooks, without running them. `alive/` makes the figures
that move there, `theme/` is how it looks, and Sphinx with MyST-NB does the rest.
"""
