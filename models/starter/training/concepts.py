"""Concept hierarchy for labelled photos: WordNet 3.0 nouns, read from Debian's wordnet-base dict files.

Each ImageNet-style label (a WordNet noun offset such as n02123045) becomes a set of
concepts: the label itself and those of its ancestors that are everyday words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

DICT = Path("/usr/share/wordnet")
# Ancestors too abstract to be typed as a photo query.
ABSTRACT = set(
    """entity;physical entity;object;whole;living thing;organism;artifact;matter;abstraction;
    causal agent;unit;thing;substance;part;instrumentality;psychological feature;communication;
    attribute;relation;group;vertebrate;chordate;placental;invertebrate;arthropod;conveyance;
    commodity;consumer goods;covering;structure;device;equipment;implement;container;food;
    solid;natural object;plant part;plant organ;reproductive structure;vascular plant;
    durables;system;creation;product;facility;way;area;surface;support;mechanism;machine;
    nutriment;foodstuff;ingredient;produce;geological formation;location;region;craft;
    self-propelled vehicle;wheeled vehicle;article;ware;instrument;domestic animal;carnivore;
    canine;feline;ungulate;even-toed ungulate;mechanical device;restraint;fastener;protective covering;
    signal;ruminant;bovid;equine;odd-toed ungulate;hoofed mammal;primate;person;adult;worker""".replace(
        "\n", " "
    ).split(
        ";"
    )
)
ABSTRACT = {a.strip() for a in ABSTRACT}


@lru_cache(maxsize=1)
def nouns() -> dict[str, tuple[list[str], list[str]]]:
    """offset -> (lemmas, hypernym offsets)."""
    table = {}
    for line in (DICT / "data.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split("|")[0].split()
        offset, word_count = fields[0], int(fields[3], 16)
        lemmas = [
            re.sub(r"\(.*\)", "", fields[4 + 2 * k]).replace("_", " ").lower() for k in range(word_count)
        ]
        at = 4 + 2 * word_count
        pointers = fields[at + 1 :]
        parents = [pointers[k + 1] for k in range(0, 4 * int(fields[at]), 4) if pointers[k] in ("@", "@i")]
        table[offset] = (lemmas, parents)
    return table


def ancestors(offset: str) -> list[str]:
    seen, queue = [], [offset]
    while queue:
        o = queue.pop(0)
        if o in seen or o not in nouns():
            continue
        seen.append(o)
        queue.extend(nouns()[o][1])
    return seen


def concepts_of(wnid: str) -> list[tuple[str, list[str]]]:
    """[(offset, lemmas)] of a label and its everyday ancestors, the label first."""
    out = []
    for k, offset in enumerate(ancestors(wnid.lstrip("n"))):
        lemmas = nouns()[offset][0]
        if k and lemmas[0] in ABSTRACT:
            continue
        keep = [l for l in lemmas if re.fullmatch(r"[a-z][a-z' \-]*", l) and len(l.split()) <= 3]
        if k:  # an ancestor only under its plain, short names
            keep = [l for l in keep if len(l.split()) <= 2][:3]
        if keep:
            out.append((offset, keep))
    return out
