"""Convolutions of vision.onnx as int8 (activations uint8, weights int8 by channel), calibrated with training photos.

usage: quantise.py WEIGHTS CACHE OUT.onnx
"""

from __future__ import annotations

import json, sys, tempfile
from pathlib import Path

import numpy as np
import onnxruntime as ort
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process
from PIL import Image

MEAN, STD, SIZE = 127 / 255, 128 / 255, 224  # as in backbone.py
weights, cache, out = map(Path, sys.argv[1:4])
rows = json.loads((cache / "rows.json").read_text())
files = [
    r[1]
    for r in rows
    if r[3] == "train"
    and r[2] == "whole"
    and r[0] in ("flickr", "coco", "places", "caltech", "sun", "grocery")
]
files = [files[i] for i in np.random.default_rng(0).choice(len(files), 320, False)]


def pixels(file):
    im = Image.open(file)
    im.draft("RGB", (2 * SIZE, 2 * SIZE))
    return (
        (np.asarray(im.convert("RGB").resize((SIZE, SIZE), Image.BICUBIC), np.float32) / 255 - MEAN) / STD
    ).transpose(2, 0, 1)


class Photos(CalibrationDataReader):
    at = 0

    def get_next(self):
        if self.at >= len(files):
            return None
        self.at += 16
        return {"pixel_values": np.stack([pixels(f) for f in files[self.at - 16 : self.at]])}


with tempfile.TemporaryDirectory() as folder:
    plain, ready = f"{folder}/float32.onnx", f"{folder}/ready.onnx"
    options = ort.SessionOptions()  # folds the float16 casts into float32 weights
    options.optimized_model_filepath, options.graph_optimization_level = (
        plain,
        ort.GraphOptimizationLevel.ORT_ENABLE_BASIC,
    )
    ort.InferenceSession(str(weights / "vision.onnx"), options)
    quant_pre_process(plain, ready, skip_symbolic_shape=True)
    quantize_static(
        ready,
        str(out),
        Photos(),
        quant_format=QuantFormat.QDQ,
        calibrate_method=CalibrationMethod.MinMax,
        op_types_to_quantize=["Conv", "Clip", "Add", "Pad"],
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=False,
    )
