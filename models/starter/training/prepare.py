"""Decode the training photos once, into small arrays of bytes.

usage: prepare.py TINY_IMAGENET_FOLDER FLICKR8K_FOLDER ARRAYS_FOLDER
"""

from __future__ import annotations

import csv
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from sizes import SIDE

# Captioned photos keep a margin for random crops.
MARGIN_SIDE = 80
PROCESSES = 2


def main(tiny: Path, flickr: Path, arrays: Path) -> None:
    arrays.mkdir(parents=True, exist_ok=True)
    labels = (tiny / "wnids.txt").read_text().split()
    (arrays / "wnids.json").write_text(json.dumps(labels))
    prepare_labelled_training(tiny, labels, arrays)
    prepare_labelled_validation(tiny, labels, arrays)
    captions = read_captions(flickr / "captions.tsv")
    for split in ("train", "dev", "test"):
        prepare_captioned(flickr, split, captions, arrays)


def prepare_labelled_training(tiny: Path, labels: list[str], arrays: Path) -> None:
    paths, classes = [], []
    for number, label in enumerate(labels):
        for path in sorted((tiny / "train" / label / "images").glob("*.JPEG")):
            paths.append(path)
            classes.append(number)
    np.save(arrays / "tiny_train.npy", load(paths, SIDE))
    np.save(arrays / "tiny_train_y.npy", np.array(classes))


def prepare_labelled_validation(tiny: Path, labels: list[str], arrays: Path) -> None:
    lines = (tiny / "val" / "val_annotations.txt").read_text().splitlines()
    rows = [line.split("\t") for line in lines]
    np.save(arrays / "tiny_val.npy", load([tiny / "val" / "images" / row[0] for row in rows], SIDE))
    np.save(arrays / "tiny_val_y.npy", np.array([labels.index(row[1]) for row in rows]))


def prepare_captioned(
    flickr: Path, split: str, captions: dict[str, list[str]], arrays: Path
) -> None:
    listed = (flickr / f"split_{split}.txt").read_text().split()
    names = [name for name in listed if name in captions]
    paths = [flickr / "images" / name for name in names]
    np.save(arrays / f"flickr_{split}.npy", load(paths, MARGIN_SIDE))
    (arrays / f"flickr_{split}.json").write_text(json.dumps([captions[name] for name in names]))


def read_captions(path: Path) -> dict[str, list[str]]:
    """Captions by photo, from rows of name, number and caption."""
    captions: dict[str, list[str]] = {}
    with path.open(encoding="utf-8") as file:
        for name, _, text in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            captions.setdefault(name, []).append(text)
    return captions


def load(paths: list[Path], side: int) -> np.ndarray:
    """The photos as one array [N, side, side, 3] of bytes."""
    photos = np.empty((len(paths), side, side, 3), np.uint8)
    with ProcessPoolExecutor(PROCESSES) as pool:
        tasks = [(path, side) for path in paths]
        for at, photo in enumerate(pool.map(square, tasks, chunksize=256)):
            photos[at] = photo
    return photos


def square(task: tuple[Path, int]) -> np.ndarray:
    """A photo's centre: the shortest side scaled to `side`, then cropped."""
    path, side = task
    image = Image.open(path).convert("RGB")
    scale = side / min(image.size)
    width = max(side, round(image.width * scale))
    height = max(side, round(image.height * scale))
    image = image.resize((width, height), Image.BICUBIC)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return np.asarray(image.crop((left, top, left + side, top + side)))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:4]))
