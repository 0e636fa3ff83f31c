"""The zip in which Word and Excel keep a file, opened as something that may be hostile."""

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from wardmote.plan.reading import limits
from wardmote.plan.reading.types import CannotRead

Element = Any  # an lxml element; lxml carries no types
_DAMAGED = "The file is damaged: {what}. Open it in {program}, save it again under another name and try that."
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_TYPED = "The file declares a document type of its own, as no Word or Excel file does, so it was not opened."
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_BOMB = "The file unpacks to far more than a plan holds, so it was not opened."


class Package:
    """The parts of one Word or Excel file, unpacked one by one and never more in all than `limits.EXPANDED_BYTES`."""

    def __init__(self, content: bytes, *, program: str) -> None:
        self._program = program
        self._spent = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except (*_UNREADABLE, KeyError, IndexError) as error:
            raise self.damaged("it is cut short or is no longer a whole file") from error
        if len(entries) > limits.ZIP_ENTRIES:
            raise CannotRead(_BOMB)
        self._entries = {each.filename.lstrip("/").lower(): each for each in entries}
        self._check_declared(entries)

    def damaged(self, what: str) -> CannotRead:
        """Return the refusal for a file that is not whole."""
        return CannotRead(_DAMAGED.format(what=what, program=self._program))

    def has(self, path: str) -> bool:
        return path.lstrip("/").lower() in self._entries

    def names(self) -> list[str]:
        """The paths of all parts, in lower case."""
        return list(self._entries)

    def read(self, path: str) -> bytes:
        """Return a part's bytes. Raises CannotRead when it is missing, damaged or larger than may be unpacked."""
        entry = self._entries.get(path.lstrip("/").lower())
        if entry is None:
            raise self.damaged(f"its part “{path}” is missing")
        left = limits.EXPANDED_BYTES - self._spent
        try:
            with self._zip.open(entry) as part:
                # What a part says of its own size is not believed.
                content = part.read(left + 1)
        except _UNREADABLE as error:
            raise self.damaged(f"its part “{path}” cannot be unpacked") from error
        if len(content) > left:
            raise CannotRead(_BOMB)
        self._spent += len(content)
        return content

    def xml(self, path: str) -> Element:
        """Return the root of an XML part. A document type, and with it every entity, is refused."""
        content = self.read_checked(path)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged(f"its part “{path}” is not well formed") from error
        if root.getroottree().docinfo.doctype:
            raise CannotRead(_TYPED)
        return root

    def read_checked(self, path: str) -> bytes:
        """Return the bytes of an XML part, refusing one that declares a document type."""
        content = self.read(path)
        if any(mark in content for mark in _DOCTYPES):
            raise CannotRead(_TYPED)
        return content

    def optional_xml(self, path: str) -> Element | None:
        """Return the root of a part that a file need not have; None when it has none or its part is damaged."""
        if not self.has(path):
            return None
        return self.xml(path)

    def related(self, path: str) -> dict[str, tuple[str, str]]:
        """Return what a part points at: id to (kind, path), the kind being the last word of its type."""
        folder, _, name = path.rpartition("/")
        root = self.optional_xml(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        found: dict[str, tuple[str, str]] = {}
        for each in [] if root is None else root:
            target, mode = each.get("Target", ""), each.get("TargetMode", "")
            if mode != "External" and each.get("Id"):
                kind = each.get("Type", "").rpartition("/")[2].lower()
                found[each.get("Id")] = (kind, _resolved(folder, target))
        return found

    def _check_declared(self, entries: list[zipfile.ZipInfo]) -> None:
        for entry in entries:
            grown = entry.file_size > limits.RATIO_FLOOR and entry.file_size > (
                limits.EXPANSION_RATIO * max(entry.compress_size, 1)
            )
            if grown or (entry.file_size > limits.EXPANDED_BYTES and entry.filename.lower().endswith(".xml")):
                raise CannotRead(_BOMB)
            if entry.flag_bits & 0x1:
                raise CannotRead("The file is protected by a password. Take the password off and try again.")


def local(element: Element) -> str:
    """Return an element's name without its namespace, so that strict and ordinary files read alike."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """Return the attribute of that local name in whatever namespace; "" where there is none."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return str(value)
    return ""


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of that local name."""
    for each in () if element is None else element:
        if local(each) == name:
            return each
    return None


def children(element: Element | None, name: str) -> list[Element]:
    """Return the children of that local name."""
    return [] if element is None else [each for each in element if local(each) == name]


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    parts = [each for each in folder.split("/") if each]
    for each in target.split("/"):
        if each == ".." and parts:
            parts.pop()
        elif each not in ("", ".", ".."):
            parts.append(each)
    return "/".join(parts)
