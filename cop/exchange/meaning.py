"""What a text in a file means for a field: canonical forms at once, human forms by the rules of the command line."""

from cop.exchange.known import Known
from cop.kernel.errors import BadInput
from cop.kernel.records import Field, Value, checked
from cop.store.typed import Reading, understand


def of(known: Known, declared: Field, typed: str | None, how: Reading) -> Value:
    """Return the value that a text gives a field; None for nothing.

    Raises:
        BadInput: The field cannot hold it.
        NotFound: It names no record, or several.
    """
    if typed is None or not typed.strip():
        return None
    if declared.type == "Id":
        return known.find_one(declared.kinds, typed.strip())
    if declared.type == "Rule":
        return _rhythm(declared, typed)
    try:
        return checked(declared, typed)
    except BadInput:
        if declared.type == "str":
            raise
    # Only words for people are left: no database is needed to understand them.
    return checked(declared, understand(None, declared, typed, how))  # type: ignore[arg-type]


def _rhythm(declared: Field, typed: str) -> Value:
    from cop.meetings.recurrence import parse_rule

    rule, hour = parse_rule(typed)
    if hour:
        raise BadInput(f"the hour {hour} does not belong in a rhythm", "write it in start")
    return checked(declared, rule)
