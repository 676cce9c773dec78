package io.winnow.tokenize.cells;

import io.winnow.model.Bundle;
import io.winnow.model.Extent;
import io.winnow.model.GraphSpec;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;

/**
 * What an encoder of cells makes of a frame of one size.
 *
 * @param size edge of the frame, pixels
 * @param side cells along an edge
 * @param width numbers of a cell's vector
 * @param bits of an id
 * @param selective whether it says which cells are kept; the others are no tokens
 */
record CellsShape(int size, int side, int width, int bits, boolean selective) {
    /** The function that makes cells of pictures. */
    static final String ENCODE = "encode";

    /** The function that selects among the cells of another bundle's encoder, where that one does not select itself. */
    static final String SELECT = "select";

    /** The output of the cells that are kept. */
    static final String KEEP = "keep";

    /** The grid grows with the frame: the manifest's most tokens belong to its largest size. */
    static CellsShape of(Bundle bundle, int size) {
        Manifest manifest = bundle.manifest();
        Manifest.Input input =
                manifest.input().orElseThrow(() -> refusal(bundle, "takes no pictures: it is a " + role(manifest)));
        Manifest.Codebook codebook = manifest.codebook().orElseThrow(() -> refusal(bundle, "has no codebook"));
        Manifest.TokenCount tokens = manifest.tokens().orElseThrow(() -> refusal(bundle, "makes no tokens"));
        if (!input.sizes().contains(size)) {
            throw refusal(bundle, "was made for frames of " + input.sizes() + " pixels, not " + size);
        }
        int largest = input.sizes().stream().mapToInt(Integer::intValue).max().orElse(size);
        double side = Math.sqrt(tokens.max()) * size / largest;
        if (side != Math.rint(side)) {
            throw refusal(bundle, "states " + tokens.max() + " tokens, which is no square grid at " + size + " pixels");
        }
        GraphSpec last = bundle.spec(bundle.encoder().isPresent() ? SELECT : ENCODE);
        Extent width = last.output("vectors").shape().get(2);
        return new CellsShape(size, (int) side, (int) width.size(), codebook.bits(), selects(last));
    }

    private static boolean selects(GraphSpec spec) {
        return spec.outputs().stream().anyMatch(output -> output.name().equals(KEEP));
    }

    private static String role(Manifest manifest) {
        return manifest.role().word();
    }

    static ModelException refusal(Bundle bundle, String wrong) {
        return new ModelException("the bundle " + bundle.manifest().name() + " " + wrong
                + ". Change tokenize.bundle or tokenize.size; `winnow models list` shows the bundles there are");
    }

    int cells() {
        return side * side;
    }
}
