"""A report as JSON: the public contract, with ratios as two numbers and nothing formatted."""

import json
from dataclasses import asdict

from cop.reports.build import Report


def render(report: Report) -> str:
    """Return the report as one JSON object; a ratio that is not known is null."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n"
