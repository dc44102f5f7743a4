"""The concepts that a labelled photo shows, from WordNet 3.0.

A label of ImageNet is a noun of WordNet, named by its offset ("n02123045"). It becomes a list of concepts: the label
itself and those of its ancestors that are everyday words, so that "dog" covers every breed. The nouns are read from the
dict files of Debian's package wordnet-base.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

WORDNET_FOLDER = Path("/usr/share/wordnet")

# A concept: the offset of a noun and the words for it.
Concept = tuple[str, list[str]]

# Ancestors too abstract to be typed by anybody who looks for a photo.
ABSTRACT = {
    name.strip()
    for name in """
    entity; physical entity; object; whole; living thing; organism; artifact; matter; abstraction; causal agent; unit;
    thing; substance; part; instrumentality; psychological feature; communication; attribute; relation; group;
    vertebrate; chordate; placental; invertebrate; arthropod; conveyance; commodity; consumer goods; covering;
    structure; device; equipment; implement; container; food; solid; natural object; plant part; plant organ;
    reproductive structure; vascular plant; durables; system; creation; product; facility; way; area; surface; support;
    mechanism; machine; nutriment; foodstuff; ingredient; produce; geological formation; location; region; craft;
    self-propelled vehicle; wheeled vehicle; article; ware; instrument; domestic animal; carnivore; canine; feline;
    ungulate; even-toed ungulate; mechanical device; restraint; fastener; protective covering; signal; ruminant; bovid;
    equine; odd-toed ungulate; hoofed mammal; primate; person; adult; worker
    """.replace("\n", " ").split(";")
}


def concepts_of(label: str) -> list[Concept]:
    """The concepts of an ImageNet label, the label itself first."""
    concepts = []
    for position, offset in enumerate(ancestors(label.lstrip("n"))):
        words = nouns()[offset][0]
        is_label = position == 0
        if not is_label and words[0] in ABSTRACT:
            continue
        kept = [word for word in words if is_plain(word, 3)]
        if not is_label:
            # An ancestor only under its plain, short names.
            kept = [word for word in kept if is_plain(word, 2)][:3]
        if kept:
            concepts.append((offset, kept))
    return concepts


def is_plain(name: str, most_words: int) -> bool:
    return bool(re.fullmatch(r"[a-z][a-z' \-]*", name)) and len(name.split()) <= most_words


def ancestors(offset: str) -> list[str]:
    """A noun and everything above it, nearest first."""
    seen: list[str] = []
    queue = [offset]
    while queue:
        current = queue.pop(0)
        if current in seen or current not in nouns():
            continue
        seen.append(current)
        queue.extend(nouns()[current][1])
    return seen


@lru_cache(maxsize=1)
def nouns() -> dict[str, tuple[list[str], list[str]]]:
    """Offset to (words, offsets of the nouns directly above)."""
    table = {}
    for line in (WORDNET_FOLDER / "data.noun").read_text(encoding="utf-8").splitlines():
        is_licence = line.startswith("  ")
        if not is_licence:
            offset, words, parents = parse_noun(line)
            table[offset] = (words, parents)
    return table


def parse_noun(line: str) -> tuple[str, list[str], list[str]]:
    """One line of data.noun, whose format is described in WordNet's manual page wndb(5)."""
    fields = line.split("|")[0].split()
    word_count = int(fields[3], 16)
    words = [
        re.sub(r"\(.*\)", "", fields[4 + 2 * at]).replace("_", " ").lower()
        for at in range(word_count)
    ]
    pointer_count_at = 4 + 2 * word_count
    pointers = fields[pointer_count_at + 1 :]
    parents = [
        pointers[at + 1]
        for at in range(0, 4 * int(fields[pointer_count_at]), 4)
        if pointers[at] in ("@", "@i")
    ]
    return fields[0], words, parents
