package io.winnow.read;

import io.winnow.model.Bundle;
import io.winnow.model.Extent;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import io.winnow.model.PortSpec;
import java.util.List;

/**
 * Extents of a reader's graphs.
 *
 * @param layers with keys and values
 * @param heads of a layer
 * @param headWidth numbers of a key or value
 * @param groundWidth numbers of a visual token in the grounding layer
 * @param cellWidth numbers of a visual token's vector
 * @param words in the vocabulary
 */
record ReaderShape(int layers, int heads, int headWidth, int groundWidth, int cellWidth, int words) {

    /**
     * Those of a bundle.
     *
     * @throws ModelException where it was exported in a form that this version does not run
     */
    static ReaderShape of(Bundle bundle, Manifest.Reader reader) {
        if (bundle.spec("step").inputs().stream().noneMatch(port -> port.name().equals("visual_keys"))) {
            throw new ModelException(
                    "the reader's bundle " + bundle.folder()
                            + " is of an older form, whose step takes a context's keys and values once for each question (it has no input"
                            + " visual_keys): export it anew with winnow_models.export, or use the version of Winnow it was made for");
        }
        return new ReaderShape(
                reader.layers(),
                reader.heads(),
                reader.headWidth(),
                reader.groundWidth(),
                last(bundle.spec("embed").output("vectors")),
                last(bundle.spec("step").output("logits")));
    }

    private static int last(PortSpec port) {
        List<Extent> shape = port.shape();
        Extent extent = shape.get(shape.size() - 1);
        if (!extent.isFixed()) {
            throw new ModelException(
                    "the last axis of " + port + " is not fixed in the manifest: export the bundle with its width");
        }
        return Math.toIntExact(extent.size());
    }

    /** Blocks of one row: a layer's head each. */
    int blocks() {
        return layers * heads;
    }

    /** Bytes of the keys and values of a token or word. */
    long bytesOfToken() {
        return 2L * Float.BYTES * blocks() * headWidth;
    }
}
