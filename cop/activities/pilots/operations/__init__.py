"""What can be done with pilots, their milestones and what partners bring, and the rules."""

from cop.activities.pilots.operations.contributions import keep_contribution
from cop.activities.pilots.operations.milestones import check_circle, keep_milestone
from cop.activities.pilots.operations.pilots import keep_pilot, keep_pilot_partner

RULES = {
    "pilot": keep_pilot,
    "pilot_partner": keep_pilot_partner,
    "milestone": keep_milestone,
    "contribution": keep_contribution,
}
DOUBTS = {"milestone_need": check_circle}
"""What an import is told of and brings all the same."""

__all__ = ["DOUBTS", "RULES"]
