"""A description's nodes become items: one for each record, with its texts as typed and the lines where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cop.exchange import layout, repeating
from cop.exchange.findings import Finding, quoted
from cop.exchange.layout import POSITION, Shape
from cop.exchange.repeating import Partners
from cop.exchange.yaml_file import Mapping, Node, Sequence, Text
from cop.kernel.records import Value
from cop.kernel.text import nearest
from cop.store.naming import digest_of

ID = "id"


@dataclass(slots=True, eq=False)
class Item:
    """One record as a file describes it.

    Args:
        shape: How records of its kind are written.
        file: The file, as the person named it.
        line: Where the item begins.
        texts: What is said of each field.
        parent: The item it stands in.
        id: The record's id, once it is known.
        values: What the texts mean, once they are understood.
    """

    shape: Shape
    file: str
    line: int
    texts: dict[str, Text]
    parent: "Item | None" = None
    id: str = ""
    values: dict[str, Value] = field(default_factory=dict)


class Describing:
    """Turns the sections of one file into items; whatever does not fit is a finding, and reading goes on."""

    def __init__(self, file: str, root: Node, found: list[Finding], language: str) -> None:
        self.file = file
        self.found = found
        self.sections: dict[str, Node] = {}
        self.position: Mapping | None = None
        self._open(root)
        self.language = self._said_language() or language

    def items(self, name: str, partners: Partners) -> Iterator[Item]:
        """Yield the items of one section, each followed by what hangs on it."""
        shape, node = layout.sections()[name], self.sections.get(name)
        if node is None or node == Text(None, node.line):
            return
        if shape.name == layout.SINGLE:
            yield from self._item(shape, node, None, partners)
        else:
            yield from self._list(shape, name, node, None, partners)

    def zone(self) -> Text | None:
        """Return the zone that the file's own programme names."""
        return self._of_programme("timezone")

    def _said_language(self) -> str | None:
        said = self._of_programme("language")
        return said.value if said else None

    def _of_programme(self, name: str) -> Text | None:
        node = self.sections.get(layout.SINGLE)
        pairs = node.items if isinstance(node, Mapping) else []
        return next((value for key, value in pairs if key.value == name and isinstance(value, Text)), None)

    def _open(self, root: Node) -> None:
        if not isinstance(root, Mapping):
            self._complain(root.line, "a description begins with names such as partners: or meetings:")
            return
        for key, node in root.items:
            if key.value == "cop":
                self._check_format(node)
            elif key.value == POSITION and isinstance(node, Mapping):
                self.position = node
            elif key.value in layout.sections():
                self.sections[key.value] = node
            else:
                self._unknown("section", key, [*layout.sections(), POSITION])

    def _check_format(self, node: Node) -> None:
        if not isinstance(node, Text) or node.value != str(layout.FORMAT):
            self._complain(node.line, "this description was written for a newer cop", "update cop")

    def _list(self, shape: Shape, name: str, node: Node, parent: Item | None, partners: Partners) -> Iterator[Item]:
        if not isinstance(node, Sequence):
            if node != Text(None, node.line):
                self._complain(node.line, f"{name} is not a list", f"begin each of the {name} with a dash (-)")
            return
        place = 0
        for each in node.items:
            for one in repeating.repeated(each, partners, self._complain):
                place += 1
                yield from self._item(shape, one, parent, partners, place)

    def _item(
        self, shape: Shape, node: Node, parent: Item | None, partners: Partners, place: int = 0
    ) -> Iterator[Item]:
        item = Item(shape, self.file, node.line, {}, parent)
        below: list[tuple[Shape, str, Node]] = []
        if isinstance(node, Text) and shape.plain and node.value is not None:
            item.texts[shape.plain] = node
        elif isinstance(node, Mapping):
            below = self._said(item, node)
        else:
            name = shape.name.replace("_", " ")
            self._complain(node.line, f"this {name} is not a group of names and values", "write name: value lines")
            return
        if "ordinal" in shape.fields and "ordinal" not in item.texts:
            item.texts["ordinal"] = Text(str(place), node.line)
        yield item
        for part, name, nodes in below:
            if part.name == layout.TRANSLATION and name != part.kind.declaration.plural:
                yield from self._translations(item, name, nodes)
            else:
                yield from self._list(part, name, nodes, item, partners)

    def _said(self, item: Item, node: Mapping) -> list[tuple[Shape, str, Node]]:
        """Note what an item says of its fields; return what hangs on it, and its translated texts."""
        shape, below = item.shape, []
        hanging = layout.parts(shape.name)
        for key, value in node.items:
            name = str(key.value)
            if isinstance(value, Text) and (name in shape.fields or name == ID):
                item.texts[name] = value
            elif name in hanging:
                below.append((hanging[name], name, value))
            elif name in shape.texts and isinstance(value, Mapping):
                below.append((layout.shape(layout.TRANSLATION), name, value))
            elif name in shape.fields or name == ID:
                self._complain(value.line, f"{name} takes one value", "put it in quotes if it begins with { or [")
            else:
                self._unknown(shape.name.replace("_", " "), key, [*shape.fields, *hanging])
        return below

    def _translations(self, item: Item, name: str, node: Node) -> Iterator[Item]:
        """Yield {en: ..., ar: ...} as the text itself, in the programme's language, and its translations."""
        shape, pairs = layout.shape(layout.TRANSLATION), node.items if isinstance(node, Mapping) else []
        own = (value for key, value in pairs if key.value == self.language and isinstance(value, Text))
        source = next((text.value for text in own), None)
        for key, value in pairs:
            language = str(key.value)
            if not isinstance(value, Text):
                self._complain(value.line, f"{name} in {language} is not a text")
            elif language == self.language:
                item.texts[name] = value
            else:
                texts = {"attribute": Text(name, key.line), "language": key, "words": value}
                texts |= {"source_digest": Text(digest_of(source), key.line)} if source else {}
                yield Item(shape, self.file, key.line, texts, item)
        if name not in item.texts:
            item.texts[name] = Text(name, node.line)
            self._complain(
                node.line, f"{name} is not given in the programme's language ({self.language})",
                f"add {self.language}: to it, or say another language: at the programme",
            )  # fmt: skip

    def _unknown(self, what: str, key: Text, known: list[str]) -> None:
        near = nearest(str(key.value), known)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        self._complain(key.line, f"no {what} has {quoted(str(key.value))}" if what != "section" else
                       f"there is no section {quoted(str(key.value))}", hint)  # fmt: skip

    def _complain(self, line: int, message: str, hint: str | None = None) -> None:
        self.found.append(Finding(self.file, line, message, hint))
