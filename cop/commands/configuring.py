"""cop config: settings of this user and of this programme, and the programme's second key."""

import os
from collections.abc import Iterator
from typing import Annotated

import typer

from cop.console.emit import View
from cop.console.session import Context, user_settings
from cop.kernel import clock, settings

app = typer.Typer(rich_markup_mode=None)
SETTINGS = View(name="settings", keys=("key", "value", "said_by", "about"), titles={"said_by": "said by"}, ref="key")
Key = Annotated[str, typer.Argument(metavar="|".join(settings.KEYS), help="Which setting.")]
Here = Annotated[
    bool, typer.Option("--here", help="In cop.conf beside the programme, for everybody who uses it there.")
]


@app.command("list")
def list_(ctx: Context) -> None:
    """List the settings, and where each was said."""
    ctx.obj.emit(list(_settings(ctx.obj.beside)), SETTINGS)


@app.command("get")
def get(ctx: Context, key: Key) -> None:
    """Print one setting."""
    _known(key)
    typer.echo(ctx.obj.configured.get(key, ""))


@app.command("set")
def set_(
    ctx: Context, key: Key, value: Annotated[str, typer.Argument(help="Its new value.")], here: Here = False
) -> None:
    """Keep one setting."""
    _check(ctx, _known(key), value)
    _write(ctx, key, value, here)


@app.command("unset")
def unset(ctx: Context, key: Key, here: Here = False) -> None:
    """Forget one setting."""
    _write(ctx, _known(key), None, here)


@app.command("key")
def key(
    ctx: Context,
    file: Annotated[
        str | None, typer.Argument(help="The file with the second key, to write with it from here.")
    ] = None,
) -> None:
    """Say whether this computer may write in the programme, or let it do so with the programme's second key."""
    from cop.store import identity
    from cop.store.queries import every
    from cop.store.records import Roster

    if file:
        identity.enter_key(file)
    with ctx.obj.reading() as store:
        mine = identity.public_key(identity.writing_seed(store.db)).hex()
        (held,) = every(store.db, Roster, "key = :key", key=mine)
        ctx.obj.done("this computer may write", held.role, held.label)


def _settings(beside: str) -> Iterator[tuple[str, str | None, str | None, str]]:
    """Yield each key, its value, who said it, and what it is for."""
    ours, yours = dict(settings.read(beside)), dict(settings.read(user_settings()))
    for key, about in settings.KEYS.items():
        said = ((f"COP_{key.upper()}", os.environ.get(f"COP_{key.upper()}")), (beside, ours.get(key)),
                (user_settings(), yours.get(key)))  # fmt: skip
        by, value = next(((by, value) for by, value in said if value), (None, None))
        yield key, value, by, about


def _known(key: str) -> str:
    from cop.kernel.errors import BadInput

    if key not in settings.KEYS:
        raise BadInput(f'there is no setting "{key}"', f"it is one of {', '.join(settings.KEYS)}")
    return key


def _check(ctx: Context, key: str, value: str) -> None:
    """Refuse what the setting cannot be.

    Raises:
        BadInput: It is not one of the words the setting takes.
        NotFound: No person in the programme is called so.
    """
    from cop.console.emit import FORMATS
    from cop.kernel.errors import BadInput

    words = {"format": FORMATS, "month_first": ("yes", "no")}.get(key)
    if words and value not in words:
        raise BadInput(f'{key} cannot be "{value}"', f"it is one of {', '.join(words)}")
    if key == "now":
        clock.stopped_at(value)
    if key == "as" and ctx.obj.has_programme:
        from cop.store.references import find

        with ctx.obj.reading() as store:
            find(store.db, "person", value)


def _write(ctx: Context, key: str, value: str | None, here: bool) -> None:
    """Change one line of a settings file, leaving all others as they are."""
    from cop.store.files import read_text, replace_text

    path = ctx.obj.beside if here else user_settings()
    lines = [line for line in (read_text(path) or "").splitlines() if line.partition("=")[0].strip() != key]
    lines += [f"{key} = {value}"] if value is not None else []
    if not ctx.obj.flags.dry_run:
        replace_text(path, "".join(f"{line}\n" for line in lines))
    ctx.obj.done("saved", key, value if value is not None else "not set", [f"in {path}"])
