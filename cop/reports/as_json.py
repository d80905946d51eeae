"""A report as JSON: the public contract, with ratios as two numbers and nothing formatted.

A ratio is {"numerator", "denominator"}, or null where it is not known or does not apply; a text is {"words", "others"},
its translations by language; keys are the names of the fields in cop.reports.report and cop.reports.body_report.
"""

import json
from dataclasses import fields, is_dataclass
from typing import Any

from cop.reports.body_report import BodyReport
from cop.reports.ratio import Figure
from cop.reports.report import Report


def render(report: Report | BodyReport) -> str:
    """Return the report as one JSON object."""
    return json.dumps(_plain(report), ensure_ascii=False, indent=1) + "\n"


def _plain(part: Any) -> Any:
    if isinstance(part, Figure):
        return _plain(part.ratio)
    if is_dataclass(part):
        return {field.name: _plain(getattr(part, field.name)) for field in fields(part)}
    if hasattr(part, "_asdict"):
        return {name: _plain(value) for name, value in part._asdict().items()}
    if isinstance(part, tuple):
        return [_plain(each) for each in part]
    return dict(part) if isinstance(part, dict) else part
