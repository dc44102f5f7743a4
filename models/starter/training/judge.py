"""Words against photos by the exported files: judge.py DATA CACHE OUT_MODEL SHEET.png"""

import json, sys, re, collections
from pathlib import Path
import numpy as np, onnxruntime as ort
from PIL import Image, ImageDraw, ImageFile, ImageOps
from concurrent.futures import ThreadPoolExecutor
from tokenizers import Tokenizer

ImageFile.LOAD_TRUNCATED_IMAGES = True
data, cache, model, sheet = map(Path, sys.argv[1:5])
M = json.loads((model / "model.json").read_text())["image"]
so = ort.SessionOptions()
so.intra_op_num_threads = 2
sv, st = ort.InferenceSession(str(model / "vision.onnx"), so), ort.InferenceSession(
    str(model / "text.onnx"), so
)
tok = Tokenizer.from_file(str(model / "tokenizer.json"))
rows = json.loads((cache / "rows.json").read_text())


def px(f):
    im = Image.open(f)
    im.draft("RGB", (448, 448))
    im = ImageOps.exif_transpose(im).convert("RGB").resize((224, 224), Image.BICUBIC)
    return ((np.asarray(im, np.float32) / 255 - M["mean"][0]) / M["std"][0]).transpose(2, 0, 1)


def photos(fs):
    z = []
    with ThreadPoolExecutor(2) as pool:
        for k in range(0, len(fs), 64):
            z.append(
                sv.run(
                    None, {"pixel_values": np.stack(list(pool.map(px, fs[k : k + 64]))).astype(np.float32)}
                )[0]
            )
    return np.concatenate(z)


def texts(ts):
    return np.concatenate(
        [st.run(None, {"input_ids": np.array([tok.encode(t).ids[:64]], np.int64)})[0] for t in ts]
    )


clean = lambda s: re.sub(r"\s+([.,;:!?'])", r"\1", s.strip()).rstrip(" .").strip()
caps = collections.defaultdict(list)
for line in (
    (data / "flickrtext/Flickr8k_text/Flickr8k.token.txt")
    .read_text(encoding="utf-8", errors="replace")
    .splitlines()
):
    if "\t" in line:
        n, c = line.split("\t", 1)
        caps[n.split("#")[0]].append(c)
test = [r for r in rows if r[0] == "flickr" and r[3] == "test"]
z = photos([r[1] for r in test])
own, t = [], []
for k, r in enumerate(test):
    for c in caps[r[4]]:
        own.append(k)
        t.append(c)
for name, ts in (("as written", t), ("cleaned", [clean(c) for c in t])):
    e = texts(ts)
    s = e @ z.T
    rank = (s > s[np.arange(len(s)), own][:, None]).sum(1)
    print(
        "Flickr8k test",
        name,
        [round(100 * float((rank < k).mean()), 1) for k in (1, 5, 10)],
        "median rank",
        int(np.median(rank)) + 1,
    )
i2t = z @ e.T
best = np.array([[np.where(np.argsort(-i2t[k]) // 5 == k)[0][0]] for k in range(len(test))]).ravel()
print("photo to caption R@1/5/10", [round(100 * float((best < k).mean()), 1) for k in (1, 5, 10)])
words = "dog grass water beach snow red bike man ball child mountain swimming skateboard motorcycle car horse football".split()
stem = {
    "bike": "bik|bicycl",
    "ball": "ball",
    "swimming": "swim|pool",
    "child": "child|boy|girl|kid|baby|toddler",
    "man": r"\bm[ae]n\b",
    "football": "football|soccer",
    "motorcycle": "motorc|motorb|dirt ?bike",
    "car": r"\bcars?\b",
    "red": r"\bred\b",
}
p = []
for w in words:
    o = np.argsort(-(texts([w]) @ z.T)[0])[:20]
    got = np.mean([bool(re.search(stem.get(w, w), " ".join(caps[test[k][4]]).lower())) for k in o])
    p.append(got)
print("P@20", {w: round(float(x), 2) for w, x in zip(words, p)}, "mean", round(float(np.mean(p)), 3))
pool = [
    r
    for r in rows
    if r[0] in ("phone", "imagenet")
    or (r[0] == "flickr" and r[3] == "test")
    or (r[0] in ("places", "weather", "receipts", "sun") and r[3] == "dev")
    or r[0] == "coco"
]
zz = photos([r[1] for r in pool])
qs = [
    "birthday cake",
    "beach",
    "sunset",
    "christmas tree",
    "cat on a sofa",
    "two dogs playing",
    "receipt",
    "pizza",
    "wedding",
    "baby",
    "snowy mountain",
    "red car",
    "flowers",
    "airplane",
    "kids playing football",
    "kitchen",
]
e = texts(qs)
W = Image.new("RGB", (8 * 130 + 150, len(qs) * 132), "white")
d = ImageDraw.Draw(W)
for i, q in enumerate(qs):
    o = np.argsort(-(e[i] @ zz.T))[:8]
    d.text((4, i * 132 + 50), q, fill="black")
    d.text((4, i * 132 + 70), f"{(e[i] @ zz.T)[o[0]]:.2f}..{(e[i] @ zz.T)[o[7]]:.2f}", fill="gray")
    for j, k in enumerate(o):
        W.paste(Image.open(pool[k][1]).convert("RGB").resize((128, 128)), (150 + j * 130, i * 132))
W.save(sheet)
