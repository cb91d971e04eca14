"""From templates to finished pages: the one place where text becomes HTML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.reports.assets import join_assets, join_script
from pipeline.reports.chips import show
from pipeline.reports.head import island, own_link, policy
from pipeline.reports.wording import CAUSES, REASONS, SEVERITIES


def render(template: str, styles: tuple[str, ...], scripts: tuple[str, ...], values: Mapping[str, Any]) -> bytes:
    """Return a finished page: the template with ``values``, its script and style, and the policy that allows them."""
    script, style = join_script(scripts), join_assets(styles)
    frame = {"script": script, "style": style, "policy": policy(script, style)}
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
    environment.filters |= {"show": show, "island": island, "link": own_link, "percent": percent, "count": count}
    environment.globals |= {"REASONS": REASONS, "SEVERITIES": SEVERITIES, "CAUSES": CAUSES}
    return environment


def percent(rate: float | None, digits: int = 1) -> str:
    """Return a rate as people read it.

    >>> percent(0.0123), percent(None)
    ('1.2 %', 'not measured')
    """
    return "not measured" if rate is None else f"{rate * 100:.{digits}f}\u202f%".replace("\u202f", " ")


def count(number: int) -> str:
    """Return a number with thousands apart.

    >>> count(12345)
    '12,345'
    """
    return f"{number:,}"
