package io.winnow.tokenize;

/** The methods that turn pictures into tokens. */
public enum TokenizerSystem {
    /** One token for each cell of a frame: the nearest code to an image encoder's features there. */
    CELLS,
    /** As many tokens as a frame needs: cells that a selector keeps, into which the others are merged (LaVIT). */
    LAVIT,
    /** A few centroids for a clip, with a map that says which cell belongs to which (VQToken). */
    VQTOKEN
}
