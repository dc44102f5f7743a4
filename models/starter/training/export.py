"""Put the towers together and write them as ONNX, with tokenizer, manifest and reference values.

usage: export.py RUN PHOTOS CAPTIONS_TSV OUT
"""

from __future__ import annotations

import csv, hashlib, json, sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from PIL import Image
from torch import nn
from torch.nn import functional as F

from backbone import MEAN, SIZE, STD, Lower, Upper, folded
from model import DIM, ImageHead, TextHead
from text_tower import FOLDER, PAD, MiniLM, tokenizer

run, photos, captions_tsv, out = map(Path, sys.argv[1:5])
out.mkdir(parents=True, exist_ok=True)

net = folded()
lower, upper, lm, image_head, text_head = Lower(net), Upper(net), MiniLM(), ImageHead(), TextHead()
phase1 = torch.load(run / "phase1.pt")
upper.load_state_dict(phase1["upper"])  # blocks 8 to 14 as the short first tuning left them
final = torch.load(run / "tune.pt")
late = {k.replace("blocks.", "", 1): v for k, v in final["upper"].items() if k.startswith("blocks.")}
for name, value in late.items():
    index, rest = name.split(".", 1)
    upper.blocks[int(index) + 7].get_parameter(rest).data.copy_(value)
upper.head.load_state_dict(
    {k.removeprefix("head."): v for k, v in final["upper"].items() if k.startswith("head.")}
)
lm.layers[4:].load_state_dict(final["layers"])
image_head.load_state_dict(final["image_head"]), text_head.load_state_dict(final["text_head"])


class Vision(nn.Module):
    """pixel_values [n, 3, 224, 224] to image_embeds [n, 384] of unit length."""

    def __init__(self):
        super().__init__()
        self.lower, self.upper, self.head = lower, upper, image_head

    def forward(self, pixel_values):
        return self.head(self.upper(self.lower(pixel_values)))


class Text(nn.Module):
    """input_ids [n, words], 0 where a shorter text is filled up, to text_embeds [n, 384] of unit length."""

    def __init__(self):
        super().__init__()
        self.lm, self.head = lm, text_head

    def forward(self, input_ids):
        mask = input_ids != PAD
        return self.head(self.lm.upper(self.lm.lower(input_ids), mask))


vision, text = Vision().eval(), Text().eval()
tok = tokenizer()


def pixels(path):
    im = Image.open(path)
    im.draft("RGB", (SIZE * 2, SIZE * 2))
    a = np.asarray(im.convert("RGB").resize((SIZE, SIZE), Image.BICUBIC), np.float32) / 255
    return torch.from_numpy(((a - MEAN) / STD).astype(np.float32)).permute(2, 0, 1)


@torch.no_grad()
def embed_photos(paths):
    return torch.cat(
        [vision(torch.stack([pixels(p) for p in paths[k : k + 32]])) for k in range(0, len(paths), 32)]
    )


@torch.no_grad()
def embed_texts(texts):
    z = []
    for k in range(0, len(texts), 128):
        ids = [tok.encode(t).ids[:64] for t in texts[k : k + 128]]
        n = max(map(len, ids))
        z.append(text(torch.tensor([i + [PAD] * (n - len(i)) for i in ids])))
    return torch.cat(z)


def recall(z, t, owner):
    s = t @ z.T
    rank = (s > s[torch.arange(len(s)), owner][:, None]).sum(1)
    return {f"r{k}": round((rank < k).float().mean().item(), 4) for k in (1, 5, 10)}


caps = {}
for name, caption in csv.reader(captions_tsv.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
    caps.setdefault(name, []).append(caption)
names = sorted(caps)
owner = torch.arange(len(names)).repeat_interleave(torch.tensor([len(caps[n]) for n in names]))
z, t = embed_photos([photos / n for n in names]), embed_texts([c for n in names for c in caps[n]])
print("float32", recall(z, t, owner))


def halve(path):
    """Large float weights as float16, cast back in the graph; the runtime folds the casts at load."""
    m = onnx.load(path)
    g, casts = m.graph, []
    for w in g.initializer:
        a = numpy_helper.to_array(w)
        if a.dtype == np.float32 and a.size > 1024:
            name = w.name
            w.CopyFrom(numpy_helper.from_array(a.astype(np.float16), name + "_f16"))
            casts.append(helper.make_node("Cast", [name + "_f16"], [name], to=TensorProto.FLOAT))
    nodes = casts + list(g.node)
    del g.node[:]
    g.node.extend(nodes)
    onnx.checker.check_model(m)
    onnx.save(m, path)


def eighths(path):
    """Matrices as int8 with a float scale a row (the word table) or a column, multiplied back in the graph; of the word table only the rows asked for."""
    m = onnx.load(path)
    g, extra = m.graph, []
    gathered = {n.input[0]: n for n in g.node if n.op_type == "Gather"}
    new, replace = [], []
    for w in list(g.initializer):
        a = numpy_helper.to_array(w)
        if a.dtype != np.float32 or a.ndim != 2 or a.size < 50_000:
            continue
        axis = 1 if w.name in gathered else 0
        scale = np.maximum(np.abs(a).max(axis, keepdims=True), 1e-8) / 127
        q = np.clip(np.round(a / scale), -127, 127).astype(np.int8)
        name = w.name
        g.initializer.remove(w)
        g.initializer.extend(
            [
                numpy_helper.from_array(q, name + "_i8"),
                numpy_helper.from_array(scale.astype(np.float32), name + "_scale"),
            ]
        )
        if name in gathered:
            n = gathered[name]
            o = n.output[0]
            made = [
                helper.make_node("Gather", [name + "_i8", n.input[1]], [o + "_i8"], axis=0),
                helper.make_node("Gather", [name + "_scale", n.input[1]], [o + "_scale"], axis=0),
                helper.make_node("Cast", [o + "_i8"], [o + "_f"], to=TensorProto.FLOAT),
                helper.make_node("Mul", [o + "_f", o + "_scale"], [o]),
            ]
            replace.append((n, made))
        else:
            extra += [
                helper.make_node("Cast", [name + "_i8"], [name + "_f"], to=TensorProto.FLOAT),
                helper.make_node("Mul", [name + "_f", name + "_scale"], [name]),
            ]
    nodes = list(extra)
    for n in g.node:
        made = next((ms for r, ms in replace if r is n or r.output[0] == n.output[0]), None)
        nodes += made or [n]
    nodes = [n for n in nodes]
    del g.node[:]
    g.node.extend(nodes)
    onnx.checker.check_model(m)
    onnx.save(m, path)


torch.onnx.export(
    vision,
    (torch.zeros(2, 3, SIZE, SIZE),),
    out / "vision.onnx",
    opset_version=17,
    input_names=["pixel_values"],
    output_names=["image_embeds"],
    dynamic_axes={"pixel_values": {0: "batch"}, "image_embeds": {0: "batch"}},
    dynamo=False,
)
torch.onnx.export(
    text,
    (torch.tensor([[101, 3899, 102, 0], [101, 3899, 1998, 102]]),),
    out / "text.onnx",
    opset_version=17,
    input_names=["input_ids"],
    output_names=["text_embeds"],
    dynamic_axes={"input_ids": {0: "batch", 1: "words"}, "text_embeds": {0: "batch"}},
    dynamo=False,
)
halve(out / "vision.onnx"), eighths(out / "text.onnx")
spec = json.loads((FOLDER / "tokenizer.json").read_text())
spec["truncation"] = spec["padding"] = None
(out / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False))

import onnxruntime as ort

sv, st = ort.InferenceSession(str(out / "vision.onnx")), ort.InferenceSession(str(out / "text.onnx"))
ze = torch.from_numpy(
    np.concatenate(
        [
            sv.run(
                None, {"pixel_values": torch.stack([pixels(photos / n) for n in names[k : k + 32]]).numpy()}
            )[0]
            for k in range(0, len(names), 32)
        ]
    )
)
all_caps = [c for n in names for c in caps[n]]
te = []
for k in range(0, len(all_caps), 128):
    ids = [tok.encode(c).ids[:64] for c in all_caps[k : k + 128]]
    n = max(map(len, ids))
    te.append(st.run(None, {"input_ids": np.array([i + [PAD] * (n - len(i)) for i in ids], np.int64)})[0])
te = torch.from_numpy(np.concatenate(te))
print(
    "as shipped",
    recall(ze, te, owner),
    "cosine with float32: photos",
    (ze * z).sum(1).min().item(),
    "texts",
    (te * t).sum(1).min().item(),
)


def one_text(q):
    return [
        round(float(v), 6)
        for v in st.run(None, {"input_ids": np.array([tok.encode(q).ids[:64]], np.int64)})[0][0]
    ]


(out / "reference.json").write_text(
    json.dumps(
        {
            "retrieval": {"photos": len(names), "captions": len(all_caps), **recall(ze, te, owner)},
            "photos": {n: [round(float(v), 6) for v in ze[k]] for k, n in enumerate(names) if k % 25 == 0},
            "texts": {
                q: one_text(q)
                for q in [
                    "dog",
                    "two dogs on a beach",
                    "A man in a red jacket climbs a snowy mountain.",
                    "goldfish",
                    "school bus",
                    "birthday cake",
                    "Café Müller",
                    "zzyzx",
                ]
            },
        }
    )
)
sizes = {
    f: {
        "file": f,
        "url": None,
        "sizeBytes": (out / f).stat().st_size,
        "sha256": hashlib.sha256((out / f).read_bytes()).hexdigest(),
    }
    for f in ("vision.onnx", "text.onnx", "tokenizer.json")
}
(out / "model.json").write_text(
    json.dumps(
        {
            "id": "starter",
            "name": "Starter model",
            "note": "Knows everyday English; not names, not text in pictures, not fine detail.",
            "licence": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
            "languages": ["en"],
            "preprocessing": 2,
            "embeddingSize": DIM,
            "image": {
                "file": "vision.onnx",
                "input": "pixel_values",
                "output": "image_embeds",
                "width": SIZE,
                "height": SIZE,
                "fit": "squash",
                "kernel": "cubic",
                "mean": [round(MEAN, 6)] * 3,
                "std": [round(STD, 6)] * 3,
                "layout": "NCHW",
                "type": "float32",
            },
            "text": {
                "file": "text.onnx",
                "input": "input_ids",
                "output": "text_embeds",
                "tokenizer": "tokenizer.json",
                "maxTokens": 64,
                "padId": 0,
                "unknownId": 100,
                "endId": 102,
                "padTo": "longest",
                "type": "int64",
            },
            "files": list(sizes.values()),
        },
        indent=1,
    )
)
print({k: v["sizeBytes"] for k, v in sizes.items()})
