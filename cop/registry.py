"""Where each kind of record is declared: the one list that ties the slices to the store, in the order of an export."""

from cop.kernel.kinds import MODULES

MODULES.update(
    {
        "roster": "cop.store.records",
        "programme": "cop.teams.records",
        "partner": "cop.teams.records",
        "person": "cop.teams.records",
        "body": "cop.teams.records",
        "seat": "cop.teams.records",
        "membership": "cop.teams.records",
        "channel": "cop.teams.records",
        "channel_member": "cop.teams.records",
        "series": "cop.meetings.records",
        "series_slot": "cop.meetings.records",
        "meeting": "cop.meetings.records",
        "agenda_item": "cop.meetings.records",
        "invitee": "cop.meetings.records",
        "alias": "cop.store.records",
        "translation": "cop.store.records",
        "tag": "cop.store.records",
        "language": "cop.store.records",
    }
)
