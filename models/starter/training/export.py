"""Write a trained starter model as ONNX, with its tokenizer, manifest and reference values.

usage: export.py RUN_FOLDER PHOTOS_FOLDER CAPTIONS_TSV OUT_FOLDER

PHOTOS_FOLDER and CAPTIONS_TSV (photo, tab, caption) are those that the reference values are computed from.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from augment import pixels
from model import ImageEncoder, TextEncoder
from prepare import square
from sizes import DIM, MAX_WORDS, PAD_ID, SIDE, UNKNOWN_ID
from words import word_ids

# Smaller weights stay at full precision: biases and norms, which weigh nothing.
LEAST_HALVED = 1024
# Every so many photos one goes into the reference values.
REFERENCE_STEP = 25
REFERENCE_TEXTS = [
    "dog",
    "two dogs on a beach",
    "A man in a red jacket climbs a snowy mountain.",
    "goldfish",
    "school bus",
    "zzyzx",
]


def main(run: Path, photos: Path, captions_tsv: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    vocabulary = json.loads((run / "vocabulary.json").read_text())
    state = torch.load(run / "checkpoint.pt", map_location="cpu")
    image, text = ImageEncoder(), TextEncoder(len(vocabulary))
    image.load_state_dict(state["image"])
    text.load_state_dict(state["text"])
    image.eval()
    text.eval()

    export_encoders(image, text, out)
    (out / "tokenizer.json").write_text(json.dumps(tokenizer(vocabulary), ensure_ascii=False))
    (out / "model.json").write_text(json.dumps(manifest(state.get("result")), indent=1))
    reference = reference_values(image, text, vocabulary, photos, read_captions(captions_tsv))
    (out / "reference.json").write_text(json.dumps(reference))
    print(reference["retrieval"], {path.name: path.stat().st_size for path in out.iterdir()})


def export_encoders(image: ImageEncoder, text: TextEncoder, out: Path) -> None:
    torch.onnx.export(
        image,
        torch.zeros(2, 3, SIDE, SIDE),
        out / "vision.onnx",
        opset_version=14,
        input_names=["pixel_values"],
        output_names=["image_embeds"],
        dynamic_axes={"pixel_values": {0: "batch"}, "image_embeds": {0: "batch"}},
    )
    torch.onnx.export(
        text,
        torch.ones(2, 5, dtype=torch.int64),
        out / "text.onnx",
        opset_version=14,
        input_names=["input_ids"],
        output_names=["text_embeds"],
        dynamic_axes={"input_ids": {0: "batch", 1: "words"}, "text_embeds": {0: "batch"}},
    )
    halve(out / "vision.onnx")
    halve(out / "text.onnx")


def halve(path: Path) -> None:
    """Keep large weights as float16 and cast them back in the graph; the runtime folds the casts while it loads."""
    model = onnx.load(path)
    graph, casts = model.graph, []
    for weights in graph.initializer:
        values = numpy_helper.to_array(weights)
        if values.dtype != np.float32 or values.size <= LEAST_HALVED:
            continue
        name = weights.name
        weights.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + "_f16"))
        casts.append(helper.make_node("Cast", [name + "_f16"], [name], to=TensorProto.FLOAT))
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def tokenizer(vocabulary: list[str]) -> dict[str, object]:
    """The rule of `words.py` in the format of Hugging Face's tokenizers: whole words, lower case."""
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [special_token(PAD_ID, "[PAD]"), special_token(UNKNOWN_ID, "[UNK]")],
        "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Lowercase"}]},
        "pre_tokenizer": {
            "type": "Split",
            "pattern": {"Regex": "[^\\p{L}\\p{N}]+"},
            "behavior": "Removed",
            "invert": False,
        },
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": {word: number for number, word in enumerate(vocabulary)},
        },
    }


def special_token(number: int, content: str) -> dict[str, object]:
    return {
        "id": number,
        "content": content,
        "single_word": False,
        "lstrip": False,
        "rstrip": False,
        "normalized": False,
        "special": True,
    }


def manifest(result: dict[str, float] | None) -> dict[str, object]:
    return {
        "id": "starter",
        "name": "Starter model",
        "languages": ["en"],
        "embeddingSize": DIM,
        "image": {
            "file": "vision.onnx",
            "input": "pixel_values",
            "output": "image_embeds",
            "width": SIDE,
            "height": SIDE,
            "fit": "shortest-side-then-centre-crop",
            "kernel": "cubic",
            "mean": [0.5, 0.5, 0.5],
            "std": [0.25, 0.25, 0.25],
            "layout": "NCHW",
            "type": "float32",
        },
        "text": {
            "file": "text.onnx",
            "input": "input_ids",
            "output": "text_embeds",
            "tokenizer": "tokenizer.json",
            "maxTokens": MAX_WORDS,
            "padId": PAD_ID,
            "unknownId": UNKNOWN_ID,
            "padTo": "longest",
            "type": "int64",
        },
        "trained": result,
    }


@torch.no_grad()
def reference_values(
    image: ImageEncoder,
    text: TextEncoder,
    vocabulary: list[str],
    folder: Path,
    captions: dict[str, list[str]],
) -> dict[str, object]:
    """Embeddings that the app must reproduce, and how often a caption finds its photo among the first 1, 5 and 10."""
    index = {word: number for number, word in enumerate(vocabulary)}

    def text_embedding(caption: str) -> np.ndarray:
        return text(torch.tensor([word_ids(caption, index)]))[0].numpy()

    def image_embedding(path: Path) -> np.ndarray:
        return image(pixels(square((path, SIDE))[None].copy()))[0].numpy()

    names = sorted(captions)
    photos = np.stack([image_embedding(folder / name) for name in names])
    texts = np.stack([text_embedding(caption) for name in names for caption in captions[name]])
    owner = np.repeat(np.arange(len(names)), [len(captions[name]) for name in names])
    scores = texts @ photos.T
    rank = (scores > scores[np.arange(len(scores)), owner][:, None]).sum(1)
    recalls = {f"r{k}": round(float((rank < k).mean()), 4) for k in (1, 5, 10)}
    return {
        "retrieval": {"photos": len(names), "captions": len(texts), **recalls},
        "photos": {
            name: rounded(photos[at]) for at, name in enumerate(names) if at % REFERENCE_STEP == 0
        },
        "texts": {caption: rounded(text_embedding(caption)) for caption in REFERENCE_TEXTS},
    }


def rounded(vector: np.ndarray) -> list[float]:
    return [round(float(value), 6) for value in vector]


def read_captions(path: Path) -> dict[str, list[str]]:
    captions: dict[str, list[str]] = {}
    with path.open(encoding="utf-8") as file:
        for name, caption in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            captions.setdefault(name, []).append(caption)
    return captions


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:5]))
