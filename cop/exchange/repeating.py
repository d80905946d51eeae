"""`each:` repeats an item of a description for every partner that fits, with {code}, {name}, {short} filled in."""

import re
from collections.abc import Callable, Iterator

from cop.exchange.findings import quoted
from cop.exchange.yaml_file import Mapping, Node, Sequence, Text
from cop.kernel.records import Value, as_text

EACH = "each"
Partners = list[dict[str, str]]
"""What is known of each partner, by code: its fields as texts, `name_ar` too; `paired` a code, `short` a code's end."""
Complain = Callable[[int, str, str | None], None]
_PLACE = re.compile(r"\{([a-z_]+)\}")


def repeated(node: Node, partners: Partners, complain: Complain) -> Iterator[Node]:
    """Yield the item itself, or one for each partner that its `each` asks for."""
    said = _each(node)
    if not isinstance(node, Mapping) or said is None:
        yield node
        return
    fitting = _fitting(said, partners, complain)
    rest = Mapping([pair for pair in node.items if pair[0].value != EACH], node.line)
    for partner in fitting:
        yield _filled(rest, partner, complain)


def spoken(told: dict[str, dict[str, Value]]) -> Partners:
    """Return what is known of each partner in the words of `each` and its placeholders, by code.

    Args:
        told: The fields of every partner, by its id.
    """
    codes = {record: as_text(fields.get("code")) or record for record, fields in told.items()}
    pairs = {fields["paired"]: codes[record] for record, fields in told.items() if fields.get("paired")}
    found = []
    for record, fields in told.items():
        known = {name: str(as_text(value)) for name, value in fields.items() if value is not None}
        known["paired"] = codes.get(known.get("paired", ""), pairs.get(record, ""))
        known["short"] = codes[record].partition("-")[2] or codes[record]
        found.append({name: value for name, value in (known | {"code": codes[record]}).items() if value})
    return sorted(found, key=lambda partner: partner["code"])


def _each(node: Node) -> Node | None:
    pairs = node.items if isinstance(node, Mapping) else []
    return next((value for key, value in pairs if key.value == EACH), None)


def _fitting(said: Node, partners: Partners, complain: Complain) -> Partners:
    if not isinstance(said, Mapping) or not said.items:
        complain(said.line, "each names no condition", "write it as each: {sector: municipality}")
        return []
    wanted: dict[str, str] = {}
    for key, value in said.items:
        if not isinstance(value, Text) or value.value is None:
            complain(value.line, f"{key.value} is no condition on partners", "write it as each: {sector: municipality}")
            return []
        wanted[str(key.value)] = value.value
    found = [partner for partner in partners if all(partner.get(name) == value for name, value in wanted.items())]
    if not found:
        told = " and ".join(f"{name} {quoted(value)}" for name, value in wanted.items())
        complain(said.line, f"no partner has {told}", "each repeats an item for the partners that fit")
    return found


def _filled(node: Node, partner: dict[str, str], complain: Complain) -> Node:
    """Return the node with its placeholders filled; what lies under an `each` of its own waits for that."""
    if isinstance(node, Text):
        return _text(node, partner, complain)
    if isinstance(node, Sequence):
        return Sequence([_filled(each, partner, complain) for each in node.items], node.line)
    if _each(node) is not None:
        return node
    if len(node.items) == 1 and node.items[0][1] == Text(None, node.line):
        # {code} without quotes is a group to YAML; nothing else it could mean.
        return _text(Text("{" + str(node.items[0][0].value) + "}", node.line), partner, complain)
    return Mapping([(key, _filled(value, partner, complain)) for key, value in node.items], node.line)


def _text(node: Text, partner: dict[str, str], complain: Complain) -> Text:
    if node.value is None or "{" not in node.value:
        return node

    def fill(place: re.Match[str]) -> str:
        if place[1] not in partner:
            who = partner.get("code") or partner.get("name", "")
            known = ", ".join("{" + name + "}" for name in sorted(partner))
            complain(node.line, f"{place[0]} is not known of {who}", f"known are {known}")
        return partner.get(place[1], "")

    return Text(_PLACE.sub(fill, node.value), node.line)
