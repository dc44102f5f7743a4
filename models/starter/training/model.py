"""The starter dual encoder: a small residual network for photos, a small transformer for words."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sizes import DIM, MAX_WORDS, PAD_ID


class Residual(nn.Module):
    """Two convolutions beside a short cut."""

    def __init__(self, channels_in: int, channels_out: int, stride: int):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels_in, channels_out, 3, stride, 1, bias=False),
            nn.BatchNorm2d(channels_out),
            nn.ReLU(),
            nn.Conv2d(channels_out, channels_out, 3, 1, 1, bias=False),
            nn.BatchNorm2d(channels_out),
        )
        if channels_in == channels_out and stride == 1:
            self.skip = nn.Identity()
        else:
            self.skip = nn.Sequential(
                nn.Conv2d(channels_in, channels_out, 1, stride, bias=False),
                nn.BatchNorm2d(channels_out),
            )

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.body(x) + self.skip(x))


class ImageEncoder(nn.Module):
    """pixel_values [N, 3, 64, 64], RGB with mean 0.5 and deviation 0.25 -> image_embeds [N, 256] of unit length."""

    def __init__(
        self,
        widths: tuple[int, ...] = (48, 96, 192, 384),
        depths: tuple[int, ...] = (1, 1, 2, 1),
        classes: int = 200,
    ):
        super().__init__()
        channels = widths[0]
        layers: list[nn.Module] = [
            nn.Conv2d(3, channels, 3, 2, 1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
        ]
        for stage, (width, depth) in enumerate(zip(widths, depths)):
            for block in range(depth):
                halves = stage > 0 and block == 0
                layers.append(Residual(channels, width, 2 if halves else 1))
                channels = width
        self.trunk = nn.Sequential(*layers)
        self.project = nn.Linear(channels, DIM)
        # A second task in training, which steadies the features; not exported.
        self.classify = nn.Linear(channels, classes)

    def features(self, x: Tensor) -> Tensor:
        return self.trunk(x).mean((2, 3))

    def forward(self, x: Tensor) -> Tensor:
        return F.normalize(self.project(self.features(x).float()), dim=-1)


class Attention(nn.Module):
    """Self-attention written out, so that the exported graph holds only plain operations."""

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, blocked: Tensor) -> Tensor:
        n, length, width = x.shape
        each = width // self.heads
        q, k, v = self.qkv(x).reshape(n, length, 3, self.heads, each).permute(2, 0, 3, 1, 4)
        scores = (q @ k.transpose(-1, -2)) * each**-0.5
        scores = scores + blocked[:, None, None, :]
        mixed = scores.softmax(-1) @ v
        return self.out(mixed.transpose(1, 2).reshape(n, length, width))


class Block(nn.Module):
    """One layer of the transformer, normalised before each part."""

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.n1 = nn.LayerNorm(width)
        self.att = Attention(width, heads)
        self.n2 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, 3 * width), nn.GELU(), nn.Linear(3 * width, width))

    def forward(self, x: Tensor, blocked: Tensor) -> Tensor:
        x = x + self.att(self.n1(x), blocked)
        return x + self.mlp(self.n2(x))


class TextEncoder(nn.Module):
    """input_ids [N, L] of int64, 0 being padding -> text_embeds [N, 256] of unit length."""

    def __init__(self, vocabulary_size: int, width: int = 192, heads: int = 4, layers: int = 2):
        super().__init__()
        self.embed = nn.Embedding(vocabulary_size, width, padding_idx=PAD_ID)
        nn.init.normal_(self.embed.weight, std=0.05)
        self.place = nn.Parameter(torch.zeros(MAX_WORDS, width))
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        self.project = nn.Linear(width, DIM)

    def forward(self, ids: Tensor) -> Tensor:
        real = (ids != PAD_ID).float()
        x = self.embed(ids) + self.place[: ids.shape[1]]
        blocked = (1 - real) * -1e4
        for block in self.blocks:
            x = block(x, blocked)
        x = self.norm(x)
        mean = (x * real[..., None]).sum(1) / real.sum(1, keepdim=True).clamp(min=1)
        return F.normalize(self.project(mean), dim=-1)
