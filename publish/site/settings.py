"""How Sphinx is set up for the site: a dictionary in place of a conf.py."""

from pathlib import Path

HERE = Path(__file__).parent
TITLE = "Neural networks, hands on"


def settings() -> dict:
    """The settings of the build, all of which have Sphinx's names or MyST's."""
    return {
        "project": TITLE,
        "html_title": TITLE,
        "language": "en",
        "extensions": ["myst_nb", "publish.site.mathml", "publish.site.page_context"],
        "html_theme": "theme",
        "html_theme_path": [str(HERE)],
        "html_math_renderer": "mathml",
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_use_index": False,
        "html_scaled_image_link": False,
        "html_permalinks_icon": "#",
        "nb_execution_mode": "off",
        "nb_ipywidgets_js": {},  # would be fetched from a foreign host
        "myst_enable_extensions": ["dollarmath", "attrs_block"],
        "myst_heading_anchors": 4,
        "nitpicky": True,
    }
