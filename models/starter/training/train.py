"""Train the starter model from scratch on labelled and captioned photos.

usage: train.py ARRAYS_FOLDER RUN_FOLDER MINUTES [CHECKPOINT [PEAK_RATE]]

With a checkpoint it goes on from there, under a fresh warm-up and cosine decay.
"""

from __future__ import annotations

import json
import math
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from augment import augmented, centred
from dataset import TEMPLATES, Dataset
from model import ImageEncoder, TextEncoder
from words import plural

# Photos of each kind in a batch.
LABELLED, CAPTIONED = 176, 80
DEFAULT_PEAK_RATE = 2.5e-3
WARM_UP_STEPS = 300
CHECKPOINT_SECONDS = 600
THREADS = 2


class Trainer:
    """Both encoders with their optimizer."""

    def __init__(self, data: Dataset, run: Path, checkpoint: Path | None):
        self.data, self.run = data, run
        self.image = ImageEncoder().to(memory_format=torch.channels_last)
        self.text = TextEncoder(len(data.vocabulary))
        self.scale = torch.nn.Parameter(torch.tensor(math.log(14.0)))
        encoders = (self.image, self.text)
        decay = [p for encoder in encoders for p in encoder.parameters() if p.ndim > 1]
        plain = [p for encoder in encoders for p in encoder.parameters() if p.ndim <= 1]
        self.parameters = [*decay, *plain, self.scale]
        groups = [
            {"params": decay, "weight_decay": 0.05},
            {"params": [*plain, self.scale], "weight_decay": 0.0},
        ]
        self.optimizer = torch.optim.AdamW(groups, lr=1e-3, betas=(0.9, 0.98))
        if checkpoint:
            state = torch.load(checkpoint, map_location="cpu")
            self.image.load_state_dict(state["image"])
            self.text.load_state_dict(state["text"])
            self.scale.data.fill_(math.log(18.0))

    def step(self, labelled: list[int], captioned: list[int], rate: float) -> float:
        """One step on photos given by their numbers. Returns the loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        arrays = self.data.arrays
        flickr = self.flickr_photos(captioned)
        x = torch.cat([augmented(arrays["tiny_train"][labelled], 0.6), augmented(flickr, 0.65)])
        classes = torch.tensor(arrays["tiny_train_y"][labelled])
        texts, positive = self.texts_for(classes, captioned)
        loss = self.loss(x, classes, self.data.encode(texts, drop=0.1), positive)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        return loss.item()

    def flickr_photos(self, numbers: list[int]) -> np.ndarray:
        """Photos of the train and dev splits, which are numbered through."""
        train, dev = self.data.arrays["flickr_train"], self.data.arrays["flickr_dev"]
        return np.stack([train[n] if n < len(train) else dev[n - len(train)] for n in numbers])

    def texts_for(self, classes: Tensor, captioned: list[int]) -> tuple[list[str], Tensor]:
        """A text for each photo of a batch, and which photos each text (column) is true of."""
        captions = self.data.captions["train"] + self.data.captions["dev"]
        texts = []
        positive = torch.zeros(LABELLED + CAPTIONED, LABELLED + CAPTIONED)
        for column, number in enumerate(classes.tolist()):
            concepts = self.data.concepts[number]
            is_own = random.random() < 0.55 or len(concepts) == 1
            offset, names = concepts[0] if is_own else random.choice(concepts[1:])
            name = names[0] if random.random() < 0.7 else random.choice(names)
            if random.random() < 0.25:
                name = plural(name)
            texts.append(random.choice(TEMPLATES).format(name))
            positive[:LABELLED, column] = self.data.covers[offset][classes].float()
        for row, number in enumerate(captioned, start=LABELLED):
            texts.append(random.choice(captions[number]))
            positive[row, row] = 1
        return texts, positive

    def loss(self, x: Tensor, classes: Tensor, ids: Tensor, positive: Tensor) -> Tensor:
        """Contrast between photos and texts, both ways, and the class of the labelled photos."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            features = self.image.features(x)
        features = features.float()
        photos = F.normalize(self.image.project(features), dim=-1)
        logits = self.scale.exp().clamp(max=100) * photos @ self.text(ids).T
        # A text that is true of other photos too must not push them away, nor compete for them.
        own = torch.eye(len(logits), dtype=torch.bool)
        masked = logits.masked_fill((positive > 0) & ~own, -1e4)
        target = torch.arange(len(logits))
        contrast = (F.cross_entropy(masked, target) + F.cross_entropy(masked.T, target)) / 2
        guesses = self.image.classify(features[:LABELLED])
        return contrast + 0.5 * F.cross_entropy(guesses, classes, label_smoothing=0.1)

    @torch.no_grad()
    def evaluate(self) -> dict[str, float]:
        """Zero-shot top-1 among the 200 classes, and retrieval of the test split by its captions."""
        self.text.eval()
        arrays = self.data.arrays
        photos = self.embed_photos(arrays["tiny_val"][::4])
        names = torch.stack([self.class_embedding(concepts[0][1][0]) for concepts in self.data.concepts])
        guesses = (photos @ F.normalize(names, dim=-1).T).argmax(1)
        top1 = (guesses == torch.tensor(arrays["tiny_val_y"][::4])).float().mean().item()

        photos = self.embed_photos(arrays["flickr_test"])
        captions = self.data.captions["test"]
        texts = torch.cat(
            [self.text(self.data.encode([five[number] for five in captions])) for number in range(5)]
        )
        own = (texts * photos.repeat(5, 1)).sum(1, keepdim=True)
        rank = ((texts @ photos.T) > own).sum(1)
        self.text.train()
        recalls = {f"flickr_r{k}": round((rank < k).float().mean().item(), 4) for k in (1, 5, 10)}
        return {"tiny_top1": round(top1, 4), **recalls}

    def class_embedding(self, name: str) -> Tensor:
        return self.text(self.data.encode([template.format(name) for template in TEMPLATES[:6]])).mean(0)

    def embed_photos(self, photos: np.ndarray) -> Tensor:
        self.image.eval()
        batches = [self.image(centred(photos[at : at + 250])) for at in range(0, len(photos), 250)]
        self.image.train()
        return torch.cat(batches)

    def save(self, **more: object) -> None:
        state = {"image": self.image.state_dict(), "text": self.text.state_dict(), **more}
        torch.save(state, self.run / "checkpoint.pt")


class Deck:
    """Numbers 0 to count - 1 in random order, shuffled anew when too few are left for a batch."""

    def __init__(self, count: int):
        self.count = count
        self.left: list[int] = []

    def deal(self, many: int) -> list[int]:
        if len(self.left) < many:
            self.left = list(np.random.permutation(self.count))
        return [self.left.pop() for _ in range(many)]


def main(arrays: Path, run: Path, minutes: float, checkpoint: Path | None, peak: float) -> None:
    random.seed(1)
    np.random.seed(1)
    torch.manual_seed(1)
    torch.set_num_threads(THREADS)
    data = Dataset(arrays)
    run.mkdir(parents=True, exist_ok=True)
    (run / "vocabulary.json").write_text(json.dumps(data.vocabulary))
    trainer = Trainer(data, run, checkpoint)
    print(f"{len(data.vocabulary)} words, {len(data.covers)} concepts", flush=True)

    labelled = Deck(len(data.arrays["tiny_train"]))
    captioned = Deck(len(data.captions["train"]) + len(data.captions["dev"]))
    start = last_save = time.time()
    step = 0
    while (share := (time.time() - start) / (minutes * 60)) < 1:
        warm_up = min(1, (step + 1) / WARM_UP_STEPS)
        rate = peak * warm_up * (0.5 + 0.5 * math.cos(math.pi * share)) + 1e-6
        loss = trainer.step(labelled.deal(LABELLED), captioned.deal(CAPTIONED), rate)
        step += 1
        if step % 50 == 0 or step == 5:
            speed = step * (LABELLED + CAPTIONED) / (time.time() - start)
            print(f"{share:.3f} step {step} loss {loss:.3f} {speed:.0f} photos/s", flush=True)
        if time.time() - last_save > CHECKPOINT_SECONDS:
            last_save = time.time()
            print(trainer.evaluate(), flush=True)
            trainer.save()
    result = trainer.evaluate()
    print("final", result, flush=True)
    trainer.save(result=result)


if __name__ == "__main__":
    if not 4 <= len(sys.argv) <= 6:
        sys.exit(__doc__)
    main(
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        float(sys.argv[3]),
        Path(sys.argv[4]) if len(sys.argv) > 4 else None,
        float(sys.argv[5]) if len(sys.argv) > 5 else DEFAULT_PEAK_RATE,
    )
