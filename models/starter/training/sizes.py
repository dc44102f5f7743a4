"""Numbers that the scripts and the exported manifest share."""

# Numbers in one embedding.
DIM = 256
# Longer texts are cut.
MAX_WORDS = 24
# Pixels of the side that the image encoder sees.
SIDE = 64
# Ids of the vocabulary that are no words.
PAD_ID = 0
UNKNOWN_ID = 1
