"""Align the two towers: first the heads on kept features, then the ends of both towers as well.

usage, in this order, with deepen.py between the last two: train.py DATA CACHE OUT heads 3; train.py DATA CACHE OUT early 8; train.py DATA CACHE OUT tune 34
"""

from __future__ import annotations

import collections, csv, json, math, random, re, sys, time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from backbone import Upper, folded
from concepts import concepts_of
from labels import PROMPTS, STOP, WORD_PROMPTS, names_of
from model import DIM, ImageHead, TextHead
from text_tower import PAD, MiniLM, tokenizer

data, cache, out = map(Path, sys.argv[1:4])
stage, minutes = sys.argv[4], float(sys.argv[5])
assert stage in ("heads", "early", "tune")
tuning = stage != "heads"  # early: from block 8; tune: from block 15, on maps that deepen.py carried on
out.mkdir(exist_ok=True, parents=True)
torch.manual_seed(3), torch.set_num_threads(2)
rnd = random.Random(3)

# ---------------------------------------------------------------- photos
parts = [cache, cache.with_name(cache.name + "2")]
rows = [r for p in parts for r in json.loads((p / "rows.json").read_text())]
features = np.concatenate([np.load(p / "features.npy") for p in parts])
maps = (
    np.concatenate([np.load(p / ("maps15.npy" if stage == "tune" else "maps.npy")) for p in parts])
    if tuning
    else None
)
net = folded()
teacher = torch.softmax(
    torch.from_numpy(features.astype(np.float32)) @ net._fc.weight.data.T + net._fc.bias.data, -1
).half()

for k, r in enumerate(rows):  # one photo of each label is told what it is, not only asked
    if r[0] == "imagenet-train":
        teacher[k] *= 0.4
        teacher[k, int(r[4])] += 0.6

clean = lambda s: re.sub(r"\s+([.,;:!?'])", r"\1", s.strip()).rstrip(" .").strip()
captions = collections.defaultdict(list)
for line in (
    (data / "flickrtext/Flickr8k_text/Flickr8k.token.txt")
    .read_text(encoding="utf-8", errors="replace")
    .splitlines()
):
    if "\t" in line:
        name, text = line.split("\t", 1)
        captions[name.split("#")[0]].append(clean(text))
groceries = {
    r[1].strip(): r[2]
    for r in csv.reader((data / "grocery/dataset/classes.csv").open())
    if r[1].strip().isdigit()
}
MONITOR = 200
dev_names = sorted({r[4] for r in rows if r[0] == "flickr" and r[3] == "dev"})
held_dev = set(dev_names[:MONITOR])
views = collections.defaultdict(list)
for k, r in enumerate(rows):
    if r[0] == "flickr" and r[3] != "test" and r[4] not in held_dev and len(captions[r[4]]) == 5:
        views[r[4]].append(k)
flickr = sorted(views)
label_of, set_of, labelled = {}, {}, collections.defaultdict(list)
class_names = collections.defaultdict(dict)  # closed set -> class key -> names
for k, r in enumerate(rows):
    if r[0] in ("places", "sun", "caltech", "imagenette", "clothing", "grocery", "weather", "receipts"):
        group, names = names_of(r[0], r[4], groceries)
        key = names[0]
        class_names[group].setdefault(key, sorted(set(class_names[group].get(key, []) + names)))
        label_of[k], set_of[k] = key, group
        if r[3] == "train":
            labelled[r[0]].append(k)
unlabelled = [k for k, r in enumerate(rows) if r[0] in ("coco", "daquar")]
examples = [k for k, r in enumerate(rows) if r[0] == "imagenet-train"]
groups = sorted(class_names)
class_list = [(g, c) for g in groups for c in sorted(class_names[g])]
class_index = {gc: i for i, gc in enumerate(class_list)}
print(
    len(flickr),
    "captioned photos;",
    {g: len(class_names[g]) for g in groups},
    {s: len(v) for s, v in labelled.items()},
    len(unlabelled),
    "unlabelled",
    flush=True,
)

# ---------------------------------------------------------------- words and phrases of the captions
stem = lambda w: (
    w[:-2]
    if w.endswith("es") and len(w) > 4 and w[-3] in "sxh"
    else w[:-1] if w.endswith("s") and not w.endswith("ss") and len(w) > 3 else w
)
tokens = {n: [re.findall(r"[a-z][a-z'-]*", c.lower()) for c in captions[n]] for n in flickr}
mention = {}
spelt = collections.defaultdict(collections.Counter)
for n in flickr:
    count = collections.Counter()
    for ws in tokens[n]:
        seen = set()
        for a, b in zip(ws, ws[1:] + [""]):
            if a not in STOP and len(a) > 2:
                seen.add(stem(a))
                spelt[stem(a)][a] += 1
                if b and b not in STOP and len(b) > 2:
                    seen.add(stem(a) + " " + stem(b))
                    spelt[stem(a) + " " + stem(b)][a + " " + b] += 1
        count.update(seen)
    mention[n] = count
total = collections.Counter(w for n in flickr for w, c in mention[n].items() if c >= 2)
words = [w for w, c in total.items() if c >= (12 if " " in w else 10)]
word_set = set(words)
print(len(words), "words and phrases", flush=True)

# ---------------------------------------------------------------- ImageNet's names and their everyday ancestors
wnids = [Path(r[1]).name.split("_")[0] for r in rows if r[0] == "imagenet"]
leaf_names, concept_of = [], collections.defaultdict(set)
concept_names = {}
for c, wnid in enumerate(wnids):
    found = concepts_of(wnid)
    leaf_names.append(found[0][1][:3] if found else [""])
    for offset, names in found:
        concept_of[offset].add(c)
        concept_names[offset] = names
file_names = [Path(r[1]).stem.split("_", 1)[1].replace("_", " ").lower() for r in rows if r[0] == "imagenet"]
leaf_names = [ns if ns and ns[0] else [f] for ns, f in zip(leaf_names, file_names)]
wide = [o for o, cs in concept_of.items() if 2 <= len(cs) <= 250]
members = torch.zeros(1000, len(wide))
for j, o in enumerate(wide):
    members[list(concept_of[o]), j] = 1
mass = teacher.float() @ members
print(len(wide), "wider concepts, as", [concept_names[o][0] for o in wide[:40]], flush=True)

# ---------------------------------------------------------------- every text once through the frozen layers
tok, lm = tokenizer(), MiniLM().eval()
table: dict[str, int] = {}
ids: list[list[int]] = []


def text_id(s: str) -> int:
    if s not in table:
        table[s] = len(ids)
        ids.append(tok.encode(s).ids[:40])
    return table[s]


caption_ids = {n: [text_id(c) for c in captions[n]] for n in flickr}
eval_names = {
    "monitor": sorted(held_dev),
    "test": sorted({r[4] for r in rows if r[0] == "flickr" and r[3] == "test"}),
}
eval_caption_ids = {s: {n: [text_id(c) for c in captions[n]] for n in ns} for s, ns in eval_names.items()}
prompted = lambda names, prompts: [text_id(p.format(n)) for n in names for p in sorted(set(prompts))]
class_ids = [prompted(class_names[g][c], PROMPTS) for g, c in class_list]
class_bare = [[text_id(n) for n in class_names[g][c]] for g, c in class_list]
word_ids = {w: prompted([s for s, _ in spelt[w].most_common(2)], WORD_PROMPTS) for w in words}
leaf_ids = [prompted(ns, PROMPTS) for ns in leaf_names]
leaf_bare = [text_id(ns[0]) for ns in leaf_names]
tiny_wnids = sorted({r[4] for r in rows if r[0] == "tiny"})
tiny_ids = {w: text_id(concepts_of(w)[0][1][0]) for w in tiny_wnids}
wide_ids = [prompted(concept_names[o], PROMPTS) for o in wide]
pseudo = {}
if tuning:  # captions that the heads alone found for uncaptioned photos, the surer two thirds
    row_at = {r[1]: k for k, r in enumerate(rows) if r[0] == "coco"}
    found = json.loads((out / "pseudo.json").read_text())
    pseudo = {row_at[f]: [text_id(c) for c in cs] for _, f, cs in found[: len(found) * 2 // 3]}
phone_rows = json.loads((data / "phone/data/captions.json").read_text())
phone_pairs = [(r["file_name"], text_id(clean(r["caption"]))) for r in phone_rows]
order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
hidden: list[np.ndarray | None] = [None] * len(ids)
pooled = torch.zeros(len(ids), 384)
t0 = time.time()
with torch.no_grad():
    for s in range(0, len(order), 256):
        part = order[s : s + 256]
        n = max(len(ids[i]) for i in part)
        x = torch.tensor([ids[i] + [PAD] * (n - len(ids[i])) for i in part])
        h = lm.lower(x)
        pooled[part] = lm.upper(h, x != PAD)
        if tuning:
            h = h.half().numpy()
            for j, i in enumerate(part):
                hidden[i] = h[j, : len(ids[i])].copy()
print(len(ids), "texts in", round(time.time() - t0), "s", flush=True)

# ---------------------------------------------------------------- the model
image_head, text_head, upper = ImageHead(), TextHead(), Upper(net)
scale = nn.Parameter(torch.tensor(math.log(1 / 0.05)))
if tuning:
    state = torch.load(out / ("heads.pt" if stage == "early" else "phase1.pt"))
    upper.load_state_dict(state["upper"])
    lm.layers[4:].load_state_dict(state["layers"])
    if stage == "tune":
        upper.blocks = nn.ModuleList(list(upper.blocks)[7:])  # blocks 8 to 14 stand in the kept maps
    image_head.load_state_dict(state["image_head"]), text_head.load_state_dict(
        state["text_head"]
    ), scale.data.copy_(state["scale"])
all_features = torch.from_numpy(features)


def embed_texts(which: list[int], grad=True):
    if stage == "heads":
        return text_head(pooled[which])
    n = max(len(ids[i]) for i in which)
    x, mask = np.zeros((len(which), n, 384), np.float32), torch.zeros(len(which), n, dtype=torch.bool)
    for j, i in enumerate(which):
        x[j, : len(ids[i])] = hidden[i]
        mask[j, : len(ids[i])] = True
    with torch.autocast("cpu", dtype=torch.bfloat16):
        p = lm.upper(torch.from_numpy(x), mask)
    return text_head(p.float())


def embed_texts_bucketed(which):
    """Short and long texts apart, so that padding costs little."""
    which = list(which)
    o = sorted(range(len(which)), key=lambda j: len(ids[which[j]]))
    parts = [o[s : s + 320] for s in range(0, len(o), 320)]
    z = torch.cat([embed_texts([which[j] for j in p]) for p in parts])
    back = torch.empty(len(o), dtype=torch.long)
    back[torch.tensor([j for p in parts for j in p])] = torch.arange(len(o))
    return z[back]


def embed_photos(which: list[int]):
    if stage == "heads":
        return image_head(all_features[which].float())
    x = torch.from_numpy(maps[which].astype(np.float32)).to(memory_format=torch.channels_last)
    return image_head(upper(x))


# ---------------------------------------------------------------- how good
@torch.no_grad()
def evaluate(full=False):
    for m in (image_head, text_head, upper, lm):
        m.eval()

    def photos(which):
        return torch.cat([embed_photos(which[s : s + 256]) for s in range(0, len(which), 256)])

    def texts(which):
        return torch.cat([embed_texts(which[s : s + 512]) for s in range(0, len(which), 512)])

    def recall(z, t, owner):
        s = t @ z.T
        rank = (s > s[torch.arange(len(s)), owner][:, None]).sum(1)
        return [round(100 * (rank < k).float().mean().item(), 1) for k in (1, 5, 10)]

    result = {}
    row_of = {(r[0], r[4]): k for k, r in reversed(list(enumerate(rows))) if r[2] == "whole"}
    for split in ["monitor"] + (["test"] if full else []):
        ns = eval_names[split]
        z = photos([row_of["flickr", n] for n in ns])
        t = texts([i for n in ns for i in eval_caption_ids[split][n]])
        result[split] = recall(
            z,
            t,
            torch.arange(len(ns)).repeat_interleave(
                torch.tensor([len(eval_caption_ids[split][n]) for n in ns])
            ),
        )
    mine = [k for k, r in enumerate(rows) if r[0] == "tiny"]
    got = (photos(mine) @ texts([tiny_ids[w] for w in tiny_wnids]).T).argmax(1)
    result["tiny"] = round(
        100 * float(np.mean([tiny_wnids[i] == rows[k][4] for i, k in zip(got.tolist(), mine)])), 1
    )
    t = F.normalize(torch.stack([texts(b).mean(0) for b in class_bare]), dim=-1)
    for g in groups:
        mine = [k for k, r in enumerate(rows) if r[3] == "dev" and set_of.get(k) == g]
        within = [i for i, (gg, _) in enumerate(class_list) if gg == g]
        if len(within) > 1:
            got = (photos(mine) @ t[within].T).argmax(1)
            result[g] = round(
                100
                * float(
                    np.mean([class_list[within[i]][1] == label_of[k] for i, k in zip(got.tolist(), mine)])
                ),
                1,
            )
    ns = sorted({n for n, _ in phone_pairs} & {r[4] for r in rows if r[0] == "phone"})
    z, t = photos([row_of["phone", n] for n in ns]), texts([i for n, i in phone_pairs if n in set(ns)])
    result["phone"] = recall(z, t, torch.tensor([ns.index(n) for n, _ in phone_pairs if n in set(ns)]))
    for m in (image_head, text_head):
        m.train()
    return result


# ---------------------------------------------------------------- one step
weights = {
    "places": 0.38,
    "caltech": 0.22,
    "sun": 0.12,
    "grocery": 0.1,
    "clothing": 0.09,
    "weather": 0.05,
    "receipts": 0.015,
    "imagenette": 0.025,
}
B_F, B_L, B_U = (640, 640, 512) if stage == "heads" else (280, 104, 56)
keyword = {
    i: {stem(w) for name in class_names[g][c] for w in name.split() if w not in STOP}
    for i, (g, c) in enumerate(class_list)
}
wide_key = [{stem(w.split()[-1]) for w in concept_names[o]} for o in wide]
queue: list[str] = []


def columns(logits, positive, allowed):
    """Text to photos: cross entropy against the positives of each row [texts, photos]; photos that are not allowed do not count."""
    logits = logits.masked_fill(~(allowed | positive), -1e4)
    target = positive.float() / positive.sum(1, keepdim=True)
    return -(target * F.log_softmax(logits, 1)).sum(1).mean()


def step():
    global queue
    if len(queue) < B_F:
        queue = rnd.sample(flickr, len(flickr))
    names, queue = queue[:B_F], queue[B_F:]
    at_f = [rnd.choice(views[n]) for n in names]
    at_l = [rnd.choice(labelled[s]) for s, w in weights.items() for _ in range(max(2, round(w * B_L)))]
    at_u = rnd.sample(unlabelled, B_U // 2) + rnd.sample(examples, B_U // 2)
    cap = [rnd.choice(caption_ids[n]) for n in names]
    pool = collections.Counter(w for n in names for w, c in mention[n].items() if c >= 2 and w in word_set)
    picked = rnd.sample(sorted(pool), min(len(pool), 96 if tuning else 256))
    w_txt = [rnd.choice(word_ids[w]) for w in picked]
    c_txt = [rnd.choice(c) for c in class_ids]
    at_p = rnd.sample(sorted(pseudo), 56) if pseudo else []
    p_txt = [rnd.choice(pseudo[k]) for k in at_p]
    everything = at_f + at_l + at_u + at_p
    teach = teacher[everything].float()
    top = sorted(set(teach.topk(2).indices.flatten().tolist()))
    leaves = rnd.sample(top, min(len(top), 128)) + rnd.sample(range(1000), 32)
    leaves = sorted(set(leaves))
    l_txt = [rnd.choice(leaf_ids[c]) for c in leaves]
    m = mass[everything]
    able = ((m >= 0.5).sum(0) > 0).nonzero().flatten().tolist()
    wides = rnd.sample(able, min(len(able), 48 if tuning else 128))
    v_txt = [rnd.choice(wide_ids[j]) for j in wides]

    z = embed_photos(everything)
    t = embed_texts_bucketed(cap + w_txt + c_txt + l_txt + v_txt + p_txt)
    s = scale.exp().clamp(max=40)
    f, n_l = len(at_f), len(at_l)
    t_cap, t_word, t_class, t_leaf, t_wide, t_pseudo = t.split(
        [len(cap), len(w_txt), len(c_txt), len(l_txt), len(v_txt), len(p_txt)]
    )
    z_f, z_l = z[:f], z[f : f + n_l]
    loss = {}
    sim = s * t_cap @ z.T
    here = torch.arange(f)
    loss["pairs"] = (
        F.cross_entropy(sim, here) + F.cross_entropy(s * torch.cat([z_f @ t_cap.T], 1), here)
    ) / 2

    if at_p:
        p = len(at_p)
        at = torch.arange(p)
        loss["pseudo"] = (
            F.cross_entropy(s * t_pseudo @ z.T, len(everything) - p + at)
            + F.cross_entropy(s * z[-p:] @ torch.cat([t_pseudo, t_cap]).T, at)
        ) / 2

    said = torch.tensor([[mention[n].get(w, 0) for n in names] for w in picked])
    loss["words"] = columns(s * t_word @ z_f.T, said >= 2, said == 0)

    y = torch.tensor([class_index[set_of[k], label_of[k]] for k in at_l])
    parts = []
    for g in groups:
        within = torch.tensor([i for i, (gg, _) in enumerate(class_list) if gg == g])
        mine = torch.tensor([j for j, k in enumerate(at_l) if set_of[k] == g])
        if len(within) > 1 and len(mine):
            parts.append(
                (
                    F.cross_entropy(
                        s * z_l[mine] @ t_class[within].T,
                        (y[mine][:, None] == within).float().argmax(1),
                        reduction="sum",
                    ),
                    len(mine),
                )
            )
    row = sum(p for p, _ in parts) / sum(n for _, n in parts)
    present = sorted(set(y.tolist()))
    said_f = torch.tensor([[any(w in mention[n] for w in keyword[i]) for n in names] for i in present])
    groups_l = [set_of[k] for k in at_l]
    pos = torch.cat(
        [torch.zeros(len(present), f, dtype=torch.bool), y[None] == torch.tensor(present)[:, None]], 1
    )
    allowed = torch.cat(
        [~said_f, torch.tensor([[g == class_list[i][0] for g in groups_l] for i in present])], 1
    )
    col = columns(s * t_class[present] @ z[: f + n_l].T, pos, allowed)
    # a labelled photo's own name against the captions of other photos
    own = (z_l * t_class[y]).sum(1, keepdim=True)
    other = z_l @ t_cap.T
    clash = said_f[torch.tensor([present.index(i) for i in y.tolist()])]
    loss["labels"] = (
        row
        + col
        + F.cross_entropy(
            s * torch.cat([own, other.masked_fill(clash, -1e4 / 60)], 1), torch.zeros(n_l, dtype=torch.long)
        )
    ) / 3

    part = teach[:, leaves]
    sure = part.sum(1) > 0.3
    target = part[sure] / part[sure].sum(1, keepdim=True)
    leaf = -(target * F.log_softmax(s * z[sure] @ t_leaf.T, 1)).sum(1).mean()
    mw = m[:, wides].T
    silent = mw < 0.03
    silent[:, :f] &= ~torch.tensor(
        [[any(w in mention[n] for w in wide_key[j]) for n in names] for j in wides]
    )
    loss["imagenet"] = (leaf + columns(s * t_wide @ z.T, mw >= 0.5, silent)) / 2
    return loss


share = {"pairs": 1.0, "words": 0.5, "labels": 0.5, "imagenet": 0.6, "pseudo": 0.25}
if stage == "heads":
    groups_of = [
        {
            "params": list(image_head.parameters()) + list(text_head.parameters()),
            "lr": 1e-3,
            "weight_decay": 0.2,
        },
        {"params": [scale], "lr": 1e-2, "weight_decay": 0},
    ]
    average_of = [image_head, text_head]
else:
    for p in lm.parameters():
        p.requires_grad_(False)
    for layer in lm.layers[4:]:
        for p in layer.parameters():
            p.requires_grad_(True)
    groups_of = [
        {
            "params": list(image_head.parameters()) + list(text_head.parameters()),
            "lr": 3e-4,
            "weight_decay": 0.05,
        },
        {"params": list(upper.parameters()), "lr": 1.5e-4, "weight_decay": 0.01},
        {"params": [p for p in lm.parameters() if p.requires_grad], "lr": 5e-5, "weight_decay": 0.01},
        {"params": [scale], "lr": 3e-3, "weight_decay": 0},
    ]
    average_of = [image_head, text_head, upper, lm]
optimiser = torch.optim.AdamW(groups_of, betas=(0.9, 0.98))
base = [g["lr"] for g in optimiser.param_groups]
average = [[p.detach().clone() for p in m.parameters()] for m in average_of]


def save(name):
    torch.save(
        {
            "image_head": image_head.state_dict(),
            "text_head": text_head.state_dict(),
            "upper": upper.state_dict(),
            "layers": lm.layers[4:].state_dict(),
            "scale": scale.data,
        },
        out / name,
    )


class Averaged:
    def __enter__(self):
        self.kept = [[p.detach().clone() for p in m.parameters()] for m in average_of]
        for m, a in zip(average_of, average):
            for p, q in zip(m.parameters(), a):
                p.data.copy_(q)

    def __exit__(self, *_):
        for m, k in zip(average_of, self.kept):
            for p, q in zip(m.parameters(), k):
                p.data.copy_(q)


begin, n, seen = time.time(), 0, collections.defaultdict(list)
last = begin
if stage == "heads":
    print("before", evaluate(), flush=True)
begin = time.time()
while True:
    part = (time.time() - begin) / (60 * minutes)
    if part >= 1:
        break
    factor = min(1, (n + 1) / 30) * (0.5 + 0.5 * math.cos(math.pi * part))
    for g, lr in zip(optimiser.param_groups, base):
        g["lr"] = lr * max(factor, 0.01)
    loss = step()
    whole = sum(share[k] * v for k, v in loss.items())
    optimiser.zero_grad()
    whole.backward()
    nn.utils.clip_grad_norm_([p for g in optimiser.param_groups for p in g["params"]], 1.0)
    optimiser.step()
    n += 1
    keep = min(0.98 if tuning else 0.995, n / (n + 9))
    with torch.no_grad():
        for m, a in zip(average_of, average):
            for p, q in zip(m.parameters(), a):
                q.mul_(keep).add_(p, alpha=1 - keep)
    for k, v in loss.items():
        seen[k].append(v.item())
    if time.time() - last > (60 if stage == "heads" else 420):
        last = time.time()
        with Averaged():
            print(
                f"{(last - begin) / 60:.1f} min, step {n}, epoch {n * B_F / len(flickr):.1f}",
                {k: round(float(np.mean(v[-20:])), 3) for k, v in seen.items()},
                "scale",
                round(scale.exp().item(), 1),
                evaluate(),
                flush=True,
            )
            save("phase1.pt" if stage == "early" else f"{stage}.pt")
with Averaged():
    save("phase1.pt" if stage == "early" else f"{stage}.pt")
    print("end, step", n, evaluate(full=True), flush=True)

if stage == "heads":
    import gzip

    flickr_ids = {n.split("_")[0] for s in ("test", "monitor") for n in eval_names[s]}
    base_dir = data / "multi30k/data/task2"
    sentences = set()
    photos_30k = (base_dir / "image_splits/train_images.txt").read_text().split()
    for j in range(1, 6):
        for photo, line in zip(
            photos_30k, gzip.open(base_dir / f"raw/train.{j}.en.gz", "rt", encoding="utf-8")
        ):
            if photo.split(".")[0].split("_")[0] not in flickr_ids and rnd.random() < 0.25:
                sentences.add(clean(line))
    for f in ("data/image_coco.txt", "data/testdata/test_coco.txt"):
        sentences.update(
            clean(l)
            for l in (data / "texygen" / f).read_text(encoding="utf-8", errors="replace").splitlines()
            if 4 < len(l.split()) < 25
        )
    sentences = sorted(sentences, key=len)
    coco = [k for k, r in enumerate(rows) if r[0] == "coco"]
    with torch.no_grad(), Averaged():
        image_head.eval(), text_head.eval()
        z = embed_photos(coco)
        t = []
        for s in range(0, len(sentences), 256):
            e = [tok.encode(c).ids[:40] for c in sentences[s : s + 256]]
            x = torch.tensor([i + [PAD] * (max(map(len, e)) - len(i)) for i in e])
            t.append(text_head(lm.upper(lm.lower(x), x != PAD)))
        t = torch.cat(t)
        sim = z @ t.T
        # both ways compared with the neighbourhood (CSLS), so that captions near everything do not win
        near_t, near_z = sim.topk(10, 1).values.mean(1, keepdim=True), sim.topk(10, 0).values.mean(
            0, keepdim=True
        )
        fit = 2 * sim - near_t - near_z
        best, which = fit.topk(3, 1)
    pseudo = sorted(
        (
            (best[j, 0].item(), rows[k][1], [sentences[i] for i in which[j].tolist()])
            for j, k in enumerate(coco)
        ),
        reverse=True,
    )
    (out / "pseudo.json").write_text(json.dumps(pseudo))
    print(len(sentences), "sentences; best", pseudo[0], "median", pseudo[len(pseudo) // 2], flush=True)
