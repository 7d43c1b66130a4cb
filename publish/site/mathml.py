"""Formulas as MathML: today's browsers draw it by themselves, and screen readers read it.

Docutils turns TeX into MathML while the site is built, so no page loads a script for it.
"""

import html
import re

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.util import logging

NAME = "mathml"
_SIZES = re.compile(r"\\[bB]igg?[lrm]?(?![a-zA-Z])")  # \Big( is a parenthesis, and MathML sizes it

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict:
    """Offer MathML to Sphinx, under ``html_math_renderer``."""
    app.add_html_math_renderer(NAME, (_visit_inline, None), (_visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def mathml(tex: str, block: bool) -> str:
    """A formula as MathML.

    >>> "<mi>σ</mi>" in mathml(r"\\Big( \\sigma \\Big)", block=False)
    True
    """
    return tex2mathml(_SIZES.sub("", tex), as_block=block)


def _visit_inline(translator, node: nodes.math) -> None:
    translator.body.append(_html(node, block=False))
    raise nodes.SkipNode


def _visit_block(translator, node: nodes.math_block) -> None:
    translator.body.append(f'<div class="formula">{_html(node, block=True)}</div>')
    raise nodes.SkipNode


def _html(node: nodes.Element, block: bool) -> str:
    try:
        return mathml(node.astext(), block)
    except MathError as error:
        logger.warning("The formula %r: %s", node.astext(), error, location=node)
        return f"<code>{html.escape(node.astext())}</code>"
