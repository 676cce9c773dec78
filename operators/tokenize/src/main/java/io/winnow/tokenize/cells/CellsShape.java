package io.winnow.tokenize.cells;

import io.winnow.model.Bundle;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;

/**
 * What an encoder of cells makes of a frame of one size.
 *
 * @param size edge of the frame, pixels
 * @param side cells along an edge
 * @param width numbers of a cell's vector
 * @param bits of an id
 */
record CellsShape(int size, int side, int width, int bits) {

    /** The grid grows with the frame: the manifest's fewest tokens belong to its smallest size. */
    static CellsShape of(Bundle bundle, int size) {
        Manifest manifest = bundle.manifest();
        Manifest.Input input =
                manifest.input().orElseThrow(() -> refusal(bundle, "takes no pictures: it is a " + role(manifest)));
        Manifest.Codebook codebook = manifest.codebook().orElseThrow(() -> refusal(bundle, "has no codebook"));
        Manifest.TokenCount tokens = manifest.tokens().orElseThrow(() -> refusal(bundle, "makes no tokens"));
        if (!input.sizes().contains(size)) {
            throw refusal(bundle, "was made for frames of " + input.sizes() + " pixels, not " + size);
        }
        int smallest = input.sizes().stream().mapToInt(Integer::intValue).min().orElse(size);
        double side = Math.sqrt(tokens.min()) * size / smallest;
        if (side != Math.rint(side)) {
            throw refusal(bundle, "states " + tokens.min() + " tokens, which is no square grid at " + size + " pixels");
        }
        return new CellsShape(size, (int) side, codebook.width(), codebook.bits());
    }

    private static String role(Manifest manifest) {
        return manifest.role().word();
    }

    private static ModelException refusal(Bundle bundle, String wrong) {
        return new ModelException("the bundle " + bundle.manifest().name() + " " + wrong
                + ". Change tokenize.bundle or tokenize.size; `winnow models list` shows the bundles there are");
    }

    int cells() {
        return side * side;
    }
}
