"""The two heads that bring the towers into one space, and what is exported."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from backbone import FEATURES
from text_tower import WIDTH

DIM = 384


class ImageHead(nn.Module):
    def __init__(self, dropout=0.4):
        super().__init__()
        self.norm, self.drop = nn.LayerNorm(FEATURES), nn.Dropout(0.2)
        self.straight = nn.Linear(FEATURES, DIM)
        self.bent = nn.Sequential(
            nn.Dropout(dropout),
            nn.Linear(FEATURES, 1024),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(1024, DIM),
        )

    def forward(self, f):
        f = self.norm(f)
        return F.normalize(self.straight(self.drop(f)) + self.bent(f), dim=-1)


class TextHead(nn.Module):
    def __init__(self):
        super().__init__()
        self.straight = nn.Linear(WIDTH, DIM)
        nn.init.eye_(self.straight.weight), nn.init.zeros_(self.straight.bias)
        self.bent = nn.Sequential(
            nn.Dropout(0.2), nn.Linear(WIDTH, 512), nn.GELU(), nn.Dropout(0.3), nn.Linear(512, DIM)
        )
        nn.init.zeros_(self.bent[4].weight), nn.init.zeros_(self.bent[4].bias)

    def forward(self, t):
        t = F.normalize(t, dim=-1)
        return F.normalize(self.straight(t) + self.bent(t * WIDTH**0.5), dim=-1)
