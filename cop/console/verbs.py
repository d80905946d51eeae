"""The verbs that are alike for every noun, written once: show, edit, remove, restore, history, alias, translate, tag.

What only these verbs need is imported inside them: a listing must not pay for it.
"""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from cop.console.session import Context
from cop.store.database import Database

Reference = Annotated[
    str, typer.Argument(metavar="REF", help="Its code, a name, part of its title, or the beginning of its id.")
]
Sets = Annotated[list[str], typer.Option(metavar="FIELD=VALUE", help="A field and its new value; may be repeated.")]
FurtherSets = Annotated[list[str] | None, typer.Option(metavar="FIELD=VALUE", help="Any other field; may be repeated.")]
Away = Annotated[bool, typer.Option("--remove", help="Take it away again.")]
More = Callable[[Database, Any], dict[str, object]]
Keep = Callable[[Any, Any], Any]


def add_common_verbs(
    app: typer.Typer,
    noun: str,
    kind: str | None = None,
    more: More | None = None,
    keep: Keep | None = None,
    named: bool = True,
    thing: str | None = None,
) -> None:
    """Give a noun the verbs that are alike everywhere, except those that it has written itself before.

    Args:
        app: The noun's Typer application.
        noun: What people type.
        kind: The kind of record, where it is not called as the noun is.
        more: Returns what `show` tells beside the record's own fields.
        keep: Applies the slice's rules to a record that was edited or brought back: keep(draft, record) -> record.
        named: Whether it may have other names, translations and tags.
        thing: What one is called in a sentence, where not as its kind of record is.
    """
    of = kind or noun
    said = thing or of.replace("_", " ")
    rules = keep or (lambda draft, record: record)
    written = {info.name for info in app.registered_commands}
    for verb, help in [*_verbs(noun, of, said, more, rules), *(_naming_verbs(noun, of, said) if named else [])]:
        if verb.__name__ not in written:
            app.command(verb.__name__, help=help)(verb)


def _verbs(noun: str, of: str, thing: str, more: More | None, rules: Keep) -> list[tuple[Callable[..., None], str]]:
    def show(ctx: Context, ref: Reference) -> None:
        from cop.store import references

        with ctx.obj.reading() as store:
            found = references.get(store.db, _kind(of), ref)
            ctx.obj.one(store.db, found, more(store.db, found) if more else None)

    def edit(ctx: Context, ref: Reference, set: Sets) -> None:
        from cop.store import edits, references

        with ctx.obj.writing(f"{noun} edit") as draft:
            old = references.get(draft.db, _kind(of), ref)
            new = rules(draft, edits.edit(draft, old, set, ctx.obj.words(draft.db)))
            ctx.obj.saved("saved", new, edits.warnings(new))

    def remove(ctx: Context, ref: Reference) -> None:
        from cop.store import edits, references

        with ctx.obj.writing(f"{noun} remove") as draft:
            found = references.get(draft.db, _kind(of), ref)
            ctx.obj.confirm(f"Remove {thing} {references.label(draft.db, of, found.id)}?")
            edits.remove(draft, found)
            ctx.obj.saved("removed", found, [f"cop {noun} restore {found.id} brings it back"])

    def restore(ctx: Context, ref: Reference) -> None:
        from cop.store import edits, past

        with ctx.obj.writing(f"{noun} restore") as draft:
            record = past.find_removed(draft.db, _kind(of), ref)
            ctx.obj.saved("restored", rules(draft, edits.restore(draft, _kind(of), record)))

    def history(ctx: Context, ref: Reference) -> None:
        from cop.store import past

        with ctx.obj.reading() as store:
            ctx.obj.past(store.db, of, past.find_ever(store.db, _kind(of), ref))

    return [
        (show, f"Show all that is known of one {thing}."),
        (edit, f"Change fields of one {thing}."),
        (remove, f"Remove one {thing}; its history stays, restore brings it back."),
        (restore, f"Bring back one {thing} that was removed."),
        (history, f"Show every value that one {thing} ever had, by whom and when."),
    ]


def _naming_verbs(noun: str, of: str, thing: str) -> list[tuple[Callable[..., None], str]]:
    def alias(
        ctx: Context, ref: Reference, name: Annotated[str, typer.Argument(help="Another name.")], remove: Away = False
    ) -> None:
        from cop.store import naming, references

        with ctx.obj.writing(f"{noun} alias") as draft:
            found = references.get(draft.db, _kind(of), ref)
            (naming.drop_alias if remove else naming.alias)(draft, found, name)
            told = [f"no longer called {name}" if remove else f"also called {name}"]
            if not remove and any(each.personal for each in found.fields()):
                told.append("this stays in the journal for good; what is personal belongs in --set name=NAME")
            told += [f"so is {other}: asked for by this name, cop will list both"
                     for other in naming.namesakes(draft.db, found, name) if not remove]  # fmt: skip
            ctx.obj.saved("saved", found, told)

    def translate(
        ctx: Context,
        ref: Reference,
        field: Annotated[str, typer.Argument(help="Which of its texts, such as title.")],
        language: Annotated[str, typer.Argument(help="Language code, such as ar.")],
        words: Annotated[str | None, typer.Argument(metavar="TEXT", help="The text in that language.")] = None,
        remove: Away = False,
    ) -> None:
        from cop.console import ask
        from cop.store import naming, references

        said = "" if remove else ask.require(words, "TEXT", f"Its {field} in {language}")
        with ctx.obj.writing(f"{noun} translate") as draft:
            found = references.get(draft.db, _kind(of), ref)
            if remove:
                naming.drop_translation(draft, found, field, language)
            else:
                naming.translate(draft, found, field, language, said)
            ctx.obj.saved("saved", found, [f"{field} ({language.lower()}): {said or 'no longer translated'}"])

    def tag(
        ctx: Context, ref: Reference, word: Annotated[str, typer.Argument(help="The word.")], remove: Away = False
    ) -> None:
        from cop.store import naming, references

        with ctx.obj.writing(f"{noun} tag") as draft:
            found = references.get(draft.db, _kind(of), ref)
            (naming.drop_tag if remove else naming.tag)(draft, found, word)
            ctx.obj.saved("saved", found, [f"no longer tagged {word}" if remove else f"tagged {word}"])

    return [
        (alias, f"Let one {thing} be called by another name too, in any script."),
        (translate, f"Say a text of one {thing} in another language."),
        (tag, f"Mark one {thing} with a word."),
    ]


def add_language_verb(app: typer.Typer, noun: str) -> None:
    """Give a noun the verb that says which languages it uses."""

    def language(
        ctx: Context, ref: Reference, code: Annotated[str, typer.Argument(help="Such as ar.")], remove: Away = False
    ) -> None:
        from cop.store import naming, references

        with ctx.obj.writing(f"{noun} language") as draft:
            found = references.get(draft.db, _kind(noun), ref)
            (naming.drop_language if remove else naming.language)(draft, found, code)
            ctx.obj.saved("saved", found, [f"{'no longer uses' if remove else 'uses'} {naming.code_of(code)}"])

    app.command("language", help=f"Say which languages one {noun} uses.")(language)


def _kind(name: str) -> Any:
    from cop.kernel.records import kind_named

    return kind_named(name)
