"""Options that several commands of meetings share, so that each means the same everywhere."""

from typing import Annotated

import typer

Ref = Annotated[
    str, typer.Argument(metavar="REF", help="sc7, vpm/2024-07-03, part of the title, or the id's beginning.")
]
SeriesRef = Annotated[str, typer.Argument(metavar="REF", help="The series: its code, part of its title, or its id.")]
Item = Annotated[str, typer.Argument(metavar="ITEM", help="sc7/2 for the second item of sc7, or part of its title.")]
Code = Annotated[str | None, typer.Option(help="Short name, such as sc7b.")]
Body = Annotated[str | None, typer.Option(help="Body that convenes it.")]
Zone = Annotated[str | None, typer.Option("--tz", metavar="ZONE", help="Zone of the hour, such as Africa/Tripoli.")]
Length = Annotated[str | None, typer.Option("--for", metavar="LENGTH", help="How long: 45m, 3h, 1h30.")]
To = Annotated[str | None, typer.Option(metavar="HOUR", help="The new day, with an hour if that changes too.")]
Mode = Annotated[str | None, typer.Option(help="in_presence, online or hybrid.")]
Place = Annotated[str | None, typer.Option(help="Where.")]
Link = Annotated[str | None, typer.Option(help="Address to join online.")]
Invite = Annotated[list[str] | None, typer.Option(metavar="BODY", help="Another body; may be repeated.")]
LastDay = Annotated[str | None, typer.Option("--last-day", metavar="DAY", help="Last of several whole days.")]
Force = Annotated[bool, typer.Option("--force", help="Let a body meet twice at once; needs --why.")]
Set = Annotated[list[str] | None, typer.Option(metavar="FIELD=VALUE", help="Any other field; may be repeated.")]
