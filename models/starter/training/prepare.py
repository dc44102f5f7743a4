"""Run every photo once through the frozen half of the backbone and keep its maps and features.

usage: prepare.py DATA CACHE
"""

from __future__ import annotations

import csv, json, random, re, sys, os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
data, cache = Path(sys.argv[1]), Path(sys.argv[2])
SIZE = 224


def labelled_by_imagenet():
    """One photo for each of ImageNet's 1,000 labels in four views to learn from, ten of each of Tiny ImageNet's 200 to judge by."""
    rows = [
        ("imagenet-train", str(f), view, "train", str(k))
        for k, f in enumerate(sorted((data / "imagenet1k").glob("*.JPEG")))
        for view in ("whole", "flip", "crop", "crop-flip")
    ]
    seen = {}
    for name, label, *_ in csv.reader(
        (data / "tiny/tiny-imagenet-200/val/val_annotations.txt").open(), delimiter="\t"
    ):
        seen[label] = seen.get(label, 0) + 1
        if seen[label] <= 10:
            rows.append(
                ("tiny", str(data / "tiny/tiny-imagenet-200/val/images" / name), "whole", "test", label)
            )
    return rows


def listing():
    """Rows: source, file, view, split, label."""
    rnd, rows = random.Random(7), []
    text = data / "flickrtext/Flickr8k_text"
    ids = lambda n: set((text / f"Flickr_8k.{n}Images.txt").read_text().split())
    dev, test = ids("dev"), ids("test")
    for f in sorted((data / "flickr/data/images").iterdir()):
        split = "test" if f.name in test else "dev" if f.name in dev else "train"
        for view in ["whole"] if split == "test" else ["whole", "flip", "crop", "crop-flip"]:
            rows.append(("flickr", str(f), view, split, f.name))
    for f in sorted((data / "coco/data").rglob("*.jpg")):
        rows.append(("coco", str(f), "whole", "train", ""))

    def folders(source, root, cap, held):
        for d in sorted(p for p in root.rglob("*") if p.is_dir()):
            fs = [f for f in sorted(d.iterdir()) if f.suffix.lower() in (".jpg", ".jpeg", ".png")]
            if not fs or "BACKGROUND" in d.name:
                continue
            rnd.shuffle(fs)
            for k, f in enumerate(fs[: cap + held]):
                rows.append(
                    (source, str(f), "whole" if k % 2 else "flip", "dev" if k < held else "train", d.name)
                )

    folders("places", data / "places/data/images/train", 110, 20)
    folders("caltech", data / "caltech", 70, 5)
    folders("clothing", data / "clothing/train", 250, 0)
    folders("clothing", data / "clothing/validation", 0, 20)
    folders("sun", data / "sun1/data", 170, 10)
    folders("sun", data / "sun2/data/images", 190, 10)
    folders("imagenette", data / "imagenette/train", 50, 0)
    for split, cap in (("train", 40),):
        seen = {}
        lines = (data / f"grocery/dataset/{split}.txt").read_text().splitlines()
        rnd.shuffle(lines)
        for l in lines:
            p, fine, _ = [x.strip() for x in l.split(",")]
            seen[fine] = seen.get(fine, 0) + 1
            if seen[fine] <= cap:
                rows.append(
                    (
                        "grocery",
                        str(data / "grocery/dataset" / p),
                        "whole",
                        "train" if seen[fine] > 3 else "dev",
                        fine,
                    )
                )
    for f in sorted((data / "daquar/dataset/images").iterdir()):
        if f.suffix == ".png":
            rows.append(("daquar", str(f), "whole", "train", f.stem))
    labels = dict(csv.reader((data / "weather/Training_set.csv").open()))
    for f in sorted((data / "weather/train").iterdir()):
        if labels.get(f.name, "label") != "label":
            rows.append(
                ("weather", str(f), "whole", "dev" if rnd.random() < 0.1 else "train", labels[f.name])
            )
    receipts = sorted((data / "receipts/data/img").glob("*.jpg"))
    for k, f in enumerate(receipts[:200]):
        rows.append(("receipts", str(f), "whole", "train" if k < 170 else "dev", "receipt"))
    for k, f in enumerate(sorted((data / "imagenet1k").glob("*.JPEG"))):
        rows.append(("imagenet", str(f), "whole", "test", str(k)))
    for f in sorted((data / "phone/data/images").glob("*.jpg")):
        rows.append(("phone", str(f), "whole", "test", f.name))
    return rows


def pixels(task):
    from PIL import Image, ImageFile, ImageOps

    ImageFile.LOAD_TRUNCATED_IMAGES = True
    k, (source, file, view, split, label) = task
    rnd = random.Random(k)
    im = Image.open(file)
    im.draft("RGB", (SIZE * 2, SIZE * 2))
    im = ImageOps.exif_transpose(im).convert("RGB")
    w, h = im.size
    if "crop" in view:
        area, aspect = rnd.uniform(0.45, 0.95), rnd.uniform(0.8, 1.25)
        cw, ch = min(w, (area * aspect) ** 0.5 * w), min(h, (area / aspect) ** 0.5 * h)
        x, y = rnd.uniform(0, w - cw), rnd.uniform(0, h - ch)
        im = im.crop((x, y, x + cw, y + ch))
        if rnd.random() < 0.4:
            s = rnd.randint(96, 176)
            im = im.resize((s, s), Image.BICUBIC)
    im = im.resize((SIZE, SIZE), Image.BICUBIC)
    if "flip" in view:
        im = im.transpose(Image.FLIP_LEFT_RIGHT)
    return k, np.asarray(im)


def main():
    import onnxruntime as ort, torch
    from backbone import FEATURES, MAP, MEAN, STD, Lower, Upper, folded

    net = folded()

    class Both(torch.nn.Module):
        def __init__(s):
            super().__init__()
            s.lower, s.upper = Lower(net), Upper(net)

        def forward(s, x):
            m = s.lower(x)
            return m, s.upper(m)

    torch.onnx.export(
        Both().eval(),
        (torch.zeros(2, 3, SIZE, SIZE),),
        cache / "both.onnx",
        input_names=["x"],
        output_names=["map", "features"],
        dynamic_axes={k: {0: "n"} for k in ("x", "map", "features")},
        opset_version=17,
        dynamo=False,
    )
    options = ort.SessionOptions()
    options.intra_op_num_threads = 2
    session = ort.InferenceSession(str(cache / "both.onnx"), options)
    rows = labelled_by_imagenet() if len(sys.argv) > 3 else listing()
    (cache / "rows.json").write_text(json.dumps(rows))
    from collections import Counter

    print(len(rows), Counter((r[0], r[3]) for r in rows), flush=True)
    maps = np.lib.format.open_memmap(cache / "maps.npy", "w+", np.float16, (len(rows), *MAP))
    features = np.lib.format.open_memmap(cache / "features.npy", "w+", np.float16, (len(rows), FEATURES))
    import time

    t0 = time.time()
    batch, at, done = [], [], 0

    def flush():
        x = ((np.stack(batch).astype(np.float32) / 255 - MEAN) / STD).transpose(0, 3, 1, 2)
        m, l = session.run(None, {"x": np.ascontiguousarray(x, np.float32)})
        maps[at], features[at] = m, l

    with ProcessPoolExecutor(2) as pool:
        for s in range(0, len(rows), 2048):
            for k, p in pool.map(pixels, list(enumerate(rows))[s : s + 2048], chunksize=32):
                batch.append(p)
                at.append(k)
                if len(batch) == 32:
                    flush()
                    done += 32
                    batch, at = [], []
            print(done, round(done / (time.time() - t0), 1), "photos/s", flush=True)
    if batch:
        flush()


if __name__ == "__main__":
    main()
