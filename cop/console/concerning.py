"""The options that say what something is about, called by the thing everywhere: --pilot, --cycle, or --concerns."""

from typing import TYPE_CHECKING, Annotated

import typer

from cop.kernel.errors import BadInput

if TYPE_CHECKING:
    from cop.kernel.types import Id
    from cop.store.database import Database

Pilot = Annotated[str | None, typer.Option("--pilot", metavar="PILOT", help="The pilot that it is about.")]
Cycle = Annotated[str | None, typer.Option("--cycle", metavar="CYCLE", help="The training cycle that it is about.")]
WorkPackage = Annotated[
    str | None, typer.Option("--work-package", metavar="WORK-PACKAGE", help="The work package that it is about.")
]
Activity = Annotated[str | None, typer.Option("--activity", metavar="ACTIVITY", help="The activity that it is about.")]
Concerns = Annotated[
    str | None, typer.Option("--concerns", metavar="ANY", help="Any of these, or whatever else it may be about.")
]


def concerned(db: "Database", concerns: str | None, *others: str, **named: str | None) -> "Id | None":
    """Return the id of what one of these options names, if one does; each but --concerns finds its own kind only.

    Args:
        db: The programme.
        concerns: What --concerns says: something of any of the kinds.
        others: Kinds that have no option of their own.
        named: What each option that is called by its kind says.

    Raises:
        BadInput: Several options were used.
        NotFound: Nothing of that kind is called so, or several things are.
    """
    said = [([kind], typed) for kind, typed in named.items() if typed]
    said += [([*named, *others], concerns)] if concerns else []
    if not said:
        return None
    if len(said) > 1:
        options = [f"--{kind.replace('_', '-')}" for kind in (*named, "concerns")]
        raise BadInput("it can be about one thing only", f"say one of {', '.join(options[:-1])} and {options[-1]}")
    from cop.kernel.types import Id
    from cop.store.references import find_one

    return Id(find_one(db, *said[0])[1])
