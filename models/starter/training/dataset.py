"""The training data in memory: photos, captions, concepts and the vocabulary made of them."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from concepts import Concept, concepts_of
from words import plural, word_ids, words

TEMPLATES = [
    "{}",
    "a {}",
    "the {}",
    "{} photo",
    "a photo of a {}",
    "a picture of a {}",
    "photo of {}",
    "one {}",
    "some {}",
    "a close up of a {}",
    "image of a {}",
]
# Words of captions must occur this often to be learned.
LEAST_COUNT = 2
ARRAYS = (
    "tiny_train",
    "tiny_train_y",
    "tiny_val",
    "tiny_val_y",
    "flickr_train",
    "flickr_dev",
    "flickr_test",
)


class Dataset:
    """Everything that `prepare.py` wrote."""

    def __init__(self, folder: Path):
        self.arrays = {name: np.load(folder / f"{name}.npy") for name in ARRAYS}
        self.captions: dict[str, list[list[str]]] = {
            split: json.loads((folder / f"flickr_{split}.json").read_text())
            for split in ("train", "dev", "test")
        }
        labels = json.loads((folder / "wnids.json").read_text())
        # Concepts of each class, the class itself first.
        self.concepts: list[list[Concept]] = [concepts_of(label) for label in labels]
        self.covers = covered_classes(self.concepts)
        self.vocabulary = make_vocabulary(
            self.captions["train"] + self.captions["dev"], self.concepts
        )
        self.index = {word: number for number, word in enumerate(self.vocabulary)}

    def encode(self, texts: list[str], drop: float = 0.0) -> Tensor:
        """Texts as padded ids [N, L]. With `drop`, longer texts lose each word with that probability."""
        rows = []
        for text in texts:
            ids = word_ids(text, self.index)
            if drop and len(ids) > 3:
                ids = [number for number in ids if random.random() > drop] or ids
            rows.append(ids)
        width = max(map(len, rows))
        return torch.tensor([row + [0] * (width - len(row)) for row in rows])


def covered_classes(concepts: list[list[Concept]]) -> dict[str, Tensor]:
    """For each concept, which classes show it."""
    owners: dict[str, set[int]] = {}
    for number, of_class in enumerate(concepts):
        for offset, _ in of_class:
            owners.setdefault(offset, set()).add(number)
    return {
        offset: torch.tensor([number in shown for number in range(len(concepts))])
        for offset, shown in owners.items()
    }


def make_vocabulary(captions: list[list[str]], concepts: list[list[Concept]]) -> list[str]:
    """The words that the model learns; a word's place in the list is its id."""
    count = Counter(word for photo in captions for text in photo for word in words(text))
    frequent = sorted(word for word, times in count.items() if times >= LEAST_COUNT)
    vocabulary = ["[PAD]", "[UNK]", *frequent]
    named = [
        word
        for of_class in concepts
        for _, names in of_class
        for name in names
        for word in words(name) + words(plural(name))
    ]
    in_templates = [word for template in TEMPLATES for word in words(template)]
    known = set(vocabulary)
    for word in named + in_templates:
        if word not in known:
            known.add(word)
            vocabulary.append(word)
    return vocabulary
