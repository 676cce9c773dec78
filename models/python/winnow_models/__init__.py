"""Architectures, training and export of the model bundles that Winnow ships."""
