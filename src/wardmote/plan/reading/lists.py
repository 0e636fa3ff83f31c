"""Several things in one cell: measures as bullets or lines, leads by any separator, links between actions."""

import re
from collections.abc import Sequence

from wardmote.plan.reading.bullets import run_on
from wardmote.plan.reading.types import Cell, one_line

_NOBODY = re.compile(
    r"^(?:|-+|–|—|n\.?/?a\.?|tb[acd]|to be (?:confirmed|agreed|decided)|none|vacant|\?+)\.?$", re.IGNORECASE
)
_LEAD_WORD = re.compile(
    r"^(?:lead|leads|led by|owner|responsible|support(?:ed by|ing)?|partners?)\s*(?:officer|agency|partners?)?"
    r"\s*[:–-]\s*|"
    r"^led by\s+",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^(?:\(|[–—-]|on behalf of\b|and\b|&|of\b|for\b|with\b|working with\b)", re.IGNORECASE)
_HANGS = re.compile(r"(?:[–—-]|\band|&|\bof|\bfor|\bwith|\bthe)$", re.IGNORECASE)
# How the name of a body ends, and words that "and" joins into one name.
_BODY = re.compile(
    r"\b(?:police|council|constabulary|service|team|trust|probation|association|partnership|nhs|icb|ccg|board|unit|"
    r"authority|agency|schools?|college|university|officer|manager|tvp|csps?|pcc|opcc|yot|yjs)s?$",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\b(?:fire|health|drugs?|police|crime|children|adults?|education|arts|safer|social|parks)$", re.IGNORECASE
)
_STOPPED = re.compile(r"[.;:!?)\]]$")
_LETTERS = re.compile(r"^[A-Z&]{2,6}\b")
_ROLE = re.compile(r"^(?:leader|lead|manager|officer|co-?ordinator|director|head|team|service|group|board)s?\b", re.I)
_NUMBERED = re.compile(r"^\s*\(?\d{1,2}[.)]\s+")
_SEMICOLON = re.compile(r";(?!\s*(?:or|and|but|so|which)\b)")
_SHIELDED = re.compile(r"\bn/a\b|\bA&E\b|\b24/7\b", re.IGNORECASE)
# How a text ends that a page break, or the end of a row, cut in two.
UNFINISHED = re.compile(
    r"(?:[,–—-]|\b(?:to|the|of|and|for|with|in|a|an|by|on|from|or|including|through|that|which))$", re.IGNORECASE
)
_CROSS = re.compile(
    r"(?:cross[\s-]?ref(?:erence)?d?(?:\s+(?:with|to))?|see also|see|links? (?:to|with)|linked (?:to|with))\s*:?\s*"
    r"(?:actions?|refs?\.?|references?)?\s*(?:nos?\.?|numbers?)?\s*"
    r"(?P<refs>[A-Z]{0,4}-?\d+(?:\.\d+)*[a-z]?(?:\s*(?:,|and|&|;)\s*(?:and\s*)?[A-Z]{0,4}-?\d+(?:\.\d+)*[a-z]?)*)(?![\d%])",
    re.IGNORECASE,
)
_REF_WORD = re.compile(r"cross|action|ref|\d\.\d|[a-z]-\d", re.IGNORECASE)
_RANGE = re.compile(r"^(\d{1,2})\s*(?:-|–|to)\s*(\d{1,2})$")


def measures_of(cells: Sequence[Cell]) -> list[str]:
    """Return the measures of an action: each bullet, each line, or each part between signs that run on."""
    found: list[str] = []
    bulleted = False
    for cell in cells:
        for at, line in enumerate(_without_numbers(cell.text.split("\n"))):
            parts = run_on(line)
            if not parts:
                continue
            # The second half of a sentence that a page break cut is not a measure of its own.
            cut = bool(found) and (UNFINISHED.search(found[-1]) or (bulleted and line not in cell.bullets))
            if at == 0 and cut and parts[0].lstrip("'‘“\"")[:1].islower():
                found[-1] = f"{found[-1]} {one_line(parts.pop(0))}"
            found += _split([one_line(part) for part in parts], bulleted=bool(cell.bullets))
        bulleted = bool(cell.bullets)
    return [each for each in found if not _NOBODY.match(each)]


def _without_numbers(lines: list[str]) -> list[str]:
    """Take the numbers off lines where every line has one."""
    filled = [line for line in lines if line.strip()]
    numbered = len(filled) > 1 and all(_NUMBERED.match(line) for line in filled)
    return [_NUMBERED.sub("", line) for line in lines] if numbered else lines


def _split(parts: list[str], *, bulleted: bool) -> list[str]:
    """Cut lines at semicolons, unless bullets already say where each measure ends."""
    if bulleted:
        return parts
    return [piece.strip() for part in parts for piece in _SEMICOLON.split(part) if piece.strip()]


def leads_of(cells: Sequence[Cell]) -> tuple[list[str], list[str]]:
    """Return who leads, the first of them first, and what to say about it."""
    found: list[str] = []
    for cell in cells:
        for line in _lines(cell.text):
            for part in _and_parted(_parted(line)):
                name = _LEAD_WORD.sub("", part).strip(" ,;–—").strip()
                if found and _open(found[-1]):
                    found[-1] = f"{found[-1]} {name}"
                elif found and _GOES_ON.match(part.strip()):
                    found[-1] = f"{found[-1]} {part.strip()}"
                elif name:
                    found.append(name)
    nobody = [each for each in found if _NOBODY.match(each)]
    named = list(dict.fromkeys(each for each in found if not _NOBODY.match(each)))
    said = [f"Nobody is named as lead: “{nobody[0]}”."] if nobody and not named else []
    return named, said


def cut_in_two(above: str, piece: str) -> bool:
    """Return whether the end of one page and the start of the next are one name: `District` and `Councils Team`.

    After a list of names the next page goes on with the list, unless it begins with what can only end a name.
    """
    last, first = one_line(above.split("\n")[-1]), one_line(piece.split("\n")[0])
    if not last or not first or _STOPPED.search(last) or _LETTERS.match(first):
        return False
    if first[:1].islower() or _ROLE.match(first):
        return True
    return not _BODY.search(last) and len(leads_of([Cell(above)])[0]) == 1


def _open(text: str) -> bool:
    return text.count("(") > text.count(")") or bool(_HANGS.search(text))


def _lines(text: str) -> list[str]:
    return [one_line(line) for part in text.split("\n") for line in run_on(part)]


def _parted(line: str) -> list[str]:
    """Cut at slashes, commas and semicolons that stand outside brackets."""
    line = _SHIELDED.sub(lambda found: found[0].replace("/", "\x00").replace("&", "\x01"), line)
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(line):
        depth += (sign == "(") - (sign == ")" and depth > 0)
        if sign in "/,;" and not depth:
            parts.append(line[start:at])
            start = at + 1
    parts.append(line[start:])
    return [part.replace("\x00", "/").replace("\x01", "&").strip() for part in parts if part.strip()]


def _and_parted(parts: list[str]) -> list[str]:
    """Cut `A, B and C` at its last joint too, and `A Team and B Council` anywhere; never `Fire and Rescue`."""
    found: list[str] = []
    for at, part in enumerate(parts):
        left, joint, right = part.rpartition(" and ") if " and " in part else part.rpartition(" & ")
        bodies = bool(_BODY.search(left)) and bool(_BODY.search(right))
        ends_list = at > 0 and at == len(parts) - 1 and joint == " and " and not _PAIR.search(left)
        # What stands in brackets is one thing, and "on behalf of A and B" is about the one before.
        whole = not joint or "(" in part or _GOES_ON.match(part)
        found += [part] if whole or not (bodies or ends_list) else [left.strip(), right.strip()]
    return found


def links_of(cells: Sequence[Cell], header: str) -> list[str]:
    """Return what a column of links names. A bare number is given the words of its heading: `Strategic Priority 2`."""
    subject = re.sub(r"^.*?\blink(?:s|ed)?\s*(?:to|with)?\s*", "", one_line(header), flags=re.IGNORECASE).strip(" :")
    found: list[str] = []
    for cell in cells:
        for part in re.split(r"[,;&\n]|\band\b", cell.text):
            text = one_line(part)
            span = _RANGE.match(text)
            if span and 0 < int(span[2]) - int(span[1]) < 20:
                found += [_named(str(number), subject) for number in range(int(span[1]), int(span[2]) + 1)]
            elif text and not _NOBODY.match(text):
                found.append(_named(text, subject))
    return list(dict.fromkeys(found))


def _named(text: str, subject: str) -> str:
    return f"{subject} {text}" if subject and re.fullmatch(r"[\d.]+", text) and "ref" not in subject.lower() else text


def cross_references(texts: Sequence[str]) -> list[str]:
    """Return the refs that texts point at, as in `Cross referenced with ref no. 8, 11 and 12` or `see 3.3`."""
    found: list[str] = []
    for text in texts:
        for match in _CROSS.finditer(text):
            if _REF_WORD.search(match[0]):
                found += re.findall(r"[A-Za-z]{0,4}-?\d+(?:\.\d+)*[a-z]?", re.sub(r"\band\b", ",", match["refs"]))
    return list(dict.fromkeys(found))


def only_cross_reference(text: str) -> bool:
    """Return whether a bullet says nothing but where to look."""
    found = _CROSS.search(text)
    return bool(found) and bool(_REF_WORD.search(found[0])) and len(text) - len(found[0]) < 6 if found else False
