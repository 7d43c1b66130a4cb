"""Puts the course on the web: `python -m publish` lists the commands.

`address.py` is the one place that knows where the repository lies; `site/` makes the site to read,
`lite/` the one that runs in the browser. Nothing here is part of what a learner installs.
"""
