"""What can be done with pilots, their milestones and what partners bring, and the rules."""

from cop.activities.pilots.operations.contributions import keep_contribution
from cop.activities.pilots.operations.milestones import keep_milestone, keep_need
from cop.activities.pilots.operations.pilots import keep_pilot, keep_pilot_partner

RULES = {
    "pilot": keep_pilot,
    "pilot_partner": keep_pilot_partner,
    "milestone": keep_milestone,
    "milestone_need": keep_need,
    "contribution": keep_contribution,
}

__all__ = ["RULES"]
