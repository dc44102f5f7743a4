"""Photos as the image encoder's input, with and without random changes."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from sizes import SIDE


def pixels(batch: np.ndarray) -> Tensor:
    """Bytes [N, H, W, 3] to floats [N, 3, H, W] with mean 0.5 and deviation 0.25."""
    floats = torch.from_numpy(batch).permute(0, 3, 1, 2).float() / 255
    return ((floats - 0.5) / 0.25).contiguous(memory_format=torch.channels_last)


def augmented(batch: np.ndarray, least_side: float) -> Tensor:
    """A random crop (its side a share `least_side` to 1), mirrored or not, brightness and contrast, as 64 x 64."""
    x = pixels(batch)
    n = len(x)
    side = torch.empty(n).uniform_(least_side, 1.0)
    flip = torch.where(torch.rand(n) < 0.5, -1.0, 1.0)
    theta = torch.zeros(n, 2, 3)
    theta[:, 0, 0] = side * flip
    theta[:, 1, 1] = side * torch.empty(n).uniform_(0.9, 1.1).clamp(max=1.0)
    theta[:, 0, 2] = (1 - side) * torch.empty(n).uniform_(-1, 1)
    theta[:, 1, 2] = (1 - side) * torch.empty(n).uniform_(-1, 1)
    grid = F.affine_grid(theta, (n, 3, SIDE, SIDE), align_corners=False)
    x = F.grid_sample(x, grid, align_corners=False, padding_mode="reflection")
    contrast = torch.empty(n, 1, 1, 1).uniform_(0.8, 1.2)
    x = x * contrast + torch.empty(n, 1, 1, 1).uniform_(-0.2, 0.2)
    return x.contiguous(memory_format=torch.channels_last)


def centred(batch: np.ndarray) -> Tensor:
    """The whole photo as 64 x 64."""
    x = pixels(batch)
    if x.shape[-1] == SIDE:
        return x
    return F.interpolate(x, (SIDE, SIDE), mode="bicubic", align_corners=False, antialias=True)
