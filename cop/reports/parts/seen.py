"""What the public saw in the month, and which skills were taken into daily work."""

from cop.activities.visibility.queries import ItemLine, items
from cop.reports import doing
from cop.reports.parts.scope import Scope

_PRACTICES = (
    "SELECT x.id, x.title, x.used_by, coalesce(h.title, b.title, p.name), "
    "CASE WHEN p.id IS NOT NULL THEN 'partner' END, x.cycle, c.title, x.since_on FROM practice_use x "
    "LEFT JOIN person h ON h.id = x.used_by LEFT JOIN body b ON b.id = x.used_by "
    "LEFT JOIN partner p ON p.id = x.used_by LEFT JOIN cycle c ON c.id = x.cycle "
    "WHERE x.since_on >= :first AND x.since_on <= :last ORDER BY x.since_on, x.title, x.id"
)


def seen(scope: Scope) -> tuple[doing.Seen, ...]:
    """Return what the public saw; in a team's report what its partner made."""
    found = items(scope.db, scope.first_on, scope.by)
    return tuple(_seen(scope, one) for one in found if scope.serves(one.partner))


def practices(scope: Scope) -> tuple[doing.Practice, ...]:
    """Return the skills that were taken into daily work, by the team's own people in its report."""
    rows = scope.db.all(_PRACTICES, first=scope.first_on, last=scope.by)
    return tuple(
        doing.Practice(
            record, scope.texts.of(record, "title", title), scope.whose(who, name, kind),
            scope.text(cycle, "title", topic) if cycle else None, since_on,
        )
        for record, title, who, name, kind, cycle, topic, since_on in rows
        if scope.owns(who)
    )  # fmt: skip


def _seen(scope: Scope, one: ItemLine) -> doing.Seen:
    return doing.Seen(
        one.id, scope.texts.of(one.id, "title", one.title), one.kind, one.published_on,
        scope.text(one.partner, "name", one.partner_name) if one.partner else None, scope.about(one), one.link,
        one.reach,
    )  # fmt: skip
