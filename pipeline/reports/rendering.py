"""From templates to finished pages: the one place where text becomes HTML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.reports.alike import confusion_name
from pipeline.reports.assets import join_assets, join_script
from pipeline.reports.chips import show
from pipeline.reports.head import island, own_link, policy
from pipeline.reports.records import after_words, before_words
from pipeline.reports.wording import CAUSES, REASONS, SEVERITIES


def render(template: str, styles: tuple[str, ...], scripts: tuple[str, ...], values: Mapping[str, Any]) -> bytes:
    """Return a finished page: the template with ``values``, its script and style, and the policy that allows them."""
    script, style = join_script(scripts), join_assets(styles)
    frame = {"script": Markup(script), "style": Markup(style), "policy": policy(script, style)}  # noqa: S704 our own files
    page = _environment().get_template(template).render(**values, **frame)
    return page.encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "after_words": after_words,
        "before_words": before_words,
        "chance": chance,
        "count": count,
        "island": _data,
        "link": own_link,
        "percent": percent,
        "show": show,
        "sign": sign,
    }
    environment.globals |= {
        "CAUSES": CAUSES,
        "REASONS": REASONS,
        "SEVERITIES": SEVERITIES,
        "confusion_link": confusion_link,
    }
    return environment


def _data(values: object) -> Markup:
    return Markup(island(values))  # noqa: S704 every sign that means something in HTML is escaped in it


def sign(character: str) -> str:
    """Return a character as it can be drawn in a chart: itself, or the label of its chip."""
    return "".join(piece if isinstance(piece, str) else piece[0] for piece in show(character, is_difference=True))


def confusion_link(reference: str, ocr: str) -> str:
    """Return the link that lists the places at which ``reference`` was taken for ``ocr``."""
    return own_link("#" + urlencode({"group": confusion_name(reference, ocr)}, errors="replace"))


def percent(rate: float | None, digits: int = 1) -> str:
    """Return a rate as people read it.

    >>> percent(0.0123), percent(None)
    ('1.2 %', 'not measured')
    """
    return "not measured" if rate is None else f"{rate * 100:.{digits}f} %"


def chance(probability: float) -> str:
    """Return a probability as people read it; none is called certain.

    >>> chance(0.9996), chance(0.62), chance(0.002)
    ('over 99 %', '62 %', 'under 1 %')
    """
    if probability < 0.01:
        return "under 1 %"
    return "over 99 %" if probability > 0.99 else percent(probability, 0)


def count(number: int) -> str:
    """Return a number with thousands apart.

    >>> count(12345)
    '12,345'
    """
    return f"{number:,}"
