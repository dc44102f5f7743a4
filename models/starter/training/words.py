"""How texts become word ids: the one rule that training, export and tokenizer.json share."""

from __future__ import annotations

import re

from sizes import MAX_WORDS, UNKNOWN_ID


def words(text: str) -> list[str]:
    """The words of a text: runs of letters and digits in lower case."""
    return re.findall(r"[^\W_]+", text.lower())


def word_ids(text: str, index: dict[str, int]) -> list[int]:
    """Ids of a text's first words; a text without any word gets the unknown word."""
    return [index.get(word, UNKNOWN_ID) for word in words(text)][:MAX_WORDS] or [UNKNOWN_ID]


def plural(name: str) -> str:
    """The regular plural of an English noun."""
    if re.search(r"(s|x|z|ch|sh)$", name):
        return name + "es"
    if re.search(r"[^aeiou]y$", name):
        return name[:-1] + "ies"
    return name + "s"
