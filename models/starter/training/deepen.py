"""Carry the kept maps on to block 14, whose weights the first short tuning left: deepen.py CACHE PHASE1.pt"""

import sys
from pathlib import Path
import numpy as np, onnxruntime as ort, torch
from backbone import Upper, folded

cache, phase = Path(sys.argv[1]), torch.load(sys.argv[2])
upper = Upper(folded())
upper.load_state_dict(phase["upper"])
upper.eval()


class Middle(torch.nn.Module):
    def __init__(s):
        super().__init__()
        s.blocks = torch.nn.ModuleList(list(upper.blocks)[:7])

    def forward(s, x):
        for b in s.blocks:
            x = b(x)
        return x


m = Middle().eval()
torch.onnx.export(
    m,
    (torch.zeros(2, 88, 14, 14),),
    cache / "middle.onnx",
    input_names=["x"],
    output_names=["y"],
    dynamic_axes={"x": {0: "n"}, "y": {0: "n"}},
    opset_version=17,
    dynamo=False,
)
o = ort.SessionOptions()
o.intra_op_num_threads = 2
s = ort.InferenceSession(str(cache / "middle.onnx"), o)
import time

t = time.time()
for c in (cache, cache.with_name(cache.name + "2")):
    maps = np.load(c / "maps.npy", mmap_mode="r")
    out = np.lib.format.open_memmap(c / "maps15.npy", "w+", np.float16, (len(maps), 120, 14, 14))
    for k in range(0, len(maps), 64):
        out[k : k + 64] = s.run(None, {"x": maps[k : k + 64].astype(np.float32)})[0]
    print(len(maps), "maps", round(time.time() - t), "s", flush=True)
