"""What cop consists of: where each kind of record is declared, in the order of an export, and where each command is."""

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
        "guest": "cop.meetings.records",
        "attendance": "cop.meetings.records",
        "decision": "cop.meetings.records",
        "response": "cop.meetings.records",
        "action": "cop.meetings.records",
        "contact": "cop.community.records",
        "recipient": "cop.community.records",
        "team_month": "cop.months.records",
        "report": "cop.reports.records",
        "planned_meeting": "cop.reports.records",
        "alias": "cop.store.records",
        "translation": "cop.store.records",
        "tag": "cop.store.records",
        "language": "cop.store.records",
    }
)

SECTIONS = {
    "Everyday": {
        "today": ("cop.commands.today", "What is next, and what awaits you."),
        "month": ("cop.months.commands.month", "Your team's month: tell it, see who has told."),
        "meeting": ("cop.meetings.commands.meeting", "Plan a meeting, move it, say that it was held."),
        "action": ("cop.meetings.commands.action", "What somebody promised to do, and by when."),
        "find": ("cop.commands.find", "Find anything by any part of any of its names."),
        "calendar": ("cop.calendars.commands.calendar", "Make .ics files, show a month, print one for the wall."),
        "report": ("cop.reports.commands.report", "The month's report, a team's, a body's year."),
        "undo": ("cop.commands.history", "Take back your last command."),
        "help": ("cop.commands.helping", "Explain a command; cop help all lists the rest."),
    },
    "To begin": {
        "init": ("cop.commands.starting", "Make a new programme file."),
        "demo": ("cop.commands.demo", "Make a full example programme to look around in."),
        "import": ("cop.exchange.commands", "Read a description: YAML, or CSV of partners, people or meetings."),
        "export": ("cop.exchange.commands", "Write the whole programme as YAML or JSON."),
        "completion": ("cop.completion.shells", "Let the shell complete commands and references."),
        "config": ("cop.commands.configuring", "Settings, and the programme's second key."),
    },
    "Who takes part": {
        "programme": ("cop.teams.commands.programme", "The programme itself."),
        "partner": ("cop.teams.commands.partner", "Organisations that take part."),
        "person": ("cop.teams.commands.person", "Holders of roles, and their handover."),
        "body": ("cop.teams.commands.body", "Committees, boards and teams."),
        "seat": ("cop.teams.commands.seat", "Places in a body, filled or vacant."),
        "membership": ("cop.teams.commands.membership", "Who sits where, from when to when."),
        "channel": ("cop.teams.commands.channel", "Ways in which bodies keep in touch."),
    },
    "What meets": {
        "series": ("cop.meetings.commands.series", "Meetings that return: skip or move one, change the rhythm."),
        "agenda": ("cop.meetings.commands.agenda", "What a meeting talks about."),
        "decision": ("cop.meetings.commands.decision", "What was decided, and the register."),
        "attendance": ("cop.commands.attendance", "Who came to a meeting."),
    },
    "Between meetings": {
        "contact": ("cop.community.commands.contact", "Signs of life between meetings; never what was said."),
        "momentum": ("cop.community.commands.momentum", "Who has fallen silent."),
    },
    "To look back": {
        "status": ("cop.commands.today", "How the programme stands: teams, seats, meetings."),
        "history": ("cop.commands.history", "Every value that a record ever had."),
        "log": ("cop.commands.history", "What was done, by whom and when."),
    },
    "To be safe": {
        "backup": ("cop.commands.caring", "Keep a verified copy."),
        "restore": ("cop.commands.caring", "Bring back a copy, keeping the present one too."),
        "doctor": ("cop.commands.caring", "Find out what is wrong with a file, changing nothing."),
        "verify": ("cop.commands.caring", "Check the file; --rebuild makes its tables anew."),
    },
}
COMMANDS = {name: told for section in SECTIONS.values() for name, told in section.items()}
