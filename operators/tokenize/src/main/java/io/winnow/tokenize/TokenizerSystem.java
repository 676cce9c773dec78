package io.winnow.tokenize;

import java.util.Locale;

/** The methods that turn pictures into tokens. */
public enum TokenizerSystem {
    /** One token for each cell of a frame: the nearest code to an image encoder's features there. */
    CELLS,
    /** As many tokens as a frame needs: cells that a selector keeps, into which the others are merged (LaVIT). */
    LAVIT,
    /** A few centroids for a clip, with a map that says which cell belongs to which (VQToken). */
    VQTOKEN,
    /** As many tokens as are asked for: any prefix of a frame's is a picture of it (One-D-Piece). */
    ONE_D_PIECE,
    /** As many tokens as a frame takes to be shown as well as is asked for, found in one pass (KARL). */
    KARL;

    /** As manifests and pipelines write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether each token refines the ones before it, so that they can be cut to a prefix and made a picture again. */
    public boolean ordersTokens() {
        return this == ONE_D_PIECE || this == KARL;
    }
}
