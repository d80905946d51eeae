"""How things stood at a moment: the journal up to then, folded into tables that hide the present ones."""

from datetime import datetime, timedelta

from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.records import MODULES
from cop.store import fold
from cop.store.database import Database, first
from cop.store.entry import wall_of, wall_text
from cop.store.position import Position, chains
from cop.store.typed import Reading, local_today


def look_back(db: Database, typed: str, how: Reading) -> str:
    """Let the domain tables of this connection show what had been written by a moment; return a sentence saying so.

    Temporary tables of the same names take the place of the real ones, so that queries run unchanged. Where the
    journal begins later, its first state is shown.

    Raises:
        BadInput: No moment is meant.
    """
    wall, said = meant(typed, how)
    begins, told = first(db, "SELECT min(wall), min(CASE WHEN verb <> 'init' THEN wall END) FROM entry")
    if begins is not None and wall < begins:
        wall = begins if told is None else told
        said = f"{said} (the journal begins only on {wall_text(wall)[:10]}; its first state is shown)"
    _hide_tables(db)
    heads = fold.HEADS + (
        "WHERE e.wall <= :wall AND (c.head = 1 OR c.n NOT IN (SELECT s.old FROM supersede s "
        "JOIN change d ON d.n = s.change JOIN entry f ON f.n = d.entry WHERE f.wall <= :wall))"
    )
    fold.write_rows(db, fold.settle(db.all(heads, wall=wall)))
    return f"as it had been written by {said}"


def look_at(db: Database, position: Position) -> None:
    """Let the domain tables of this connection show what was written up to a journal position.

    Raises:
        BadInput: The position is not of this programme's journal.
    """
    found = chains(db, position)
    db.run("CREATE TEMPORARY TABLE seen (site BIGINT, seq BIGINT)")
    db.many("INSERT INTO seen (site, seq) VALUES (:site, :seq)", [{"site": n, "seq": seq} for n, seq in found.items()])
    _hide_tables(db)
    heads = fold.HEADS + (
        "JOIN seen ON seen.site = e.site AND e.seq <= seen.seq WHERE c.head = 1 OR c.n NOT IN (SELECT s.old "
        "FROM supersede s JOIN change d ON d.n = s.change JOIN entry f ON f.n = d.entry "
        "JOIN seen q ON q.site = f.site AND f.seq <= q.seq)"
    )
    fold.write_rows(db, fold.settle(db.all(heads)))


def _hide_tables(db: Database) -> None:
    for table in (*MODULES, "known_as", "conflict"):
        db.run(f"CREATE TEMPORARY TABLE {table} AS SELECT * FROM {table} WHERE 1 = 0")


def meant(typed: str, how: Reading) -> tuple[int, str]:
    """Return the moment that is meant, in milliseconds since 1970 UTC, and in words; of a day, its end.

    Raises:
        BadInput: No moment is meant.
    """
    try:
        when = dates.parse_moment(typed, how.zone, how.now, how.day_first).value
        return wall_of(dates.instant(when)), f"{dates.say_day(dates.local_day(when))} {when[11:16]}"
    except BadInput as no_hour:
        try:
            day = dates.parse_day(typed, local_today(how), how.day_first)
        except BadInput:
            raise no_hour from None
        # Not by the next midnight, which some zones skip in spring.
        last_minute = dates.instant(dates.make(datetime.fromisoformat(f"{day}T23:59"), how.zone))
        return wall_of(last_minute + timedelta(minutes=1)) - 1, f"the end of {dates.say_day(day)}"
