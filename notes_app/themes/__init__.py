"""The codebook: the built-in library of themes, own themes, renaming, defining, retiring."""
