package io.winnow.read;

import io.winnow.model.Bundle;
import io.winnow.model.Extent;
import io.winnow.model.GraphSpec;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import io.winnow.model.PortSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Extents of a reader's graphs.
 *
 * @param blocks how many word layers each block has
 * @param heads of a layer
 * @param headWidth numbers of a key or value
 * @param width numbers of a word between layers, and of a visual token that words see
 * @param groundWidth numbers of a visual token in the grounding layer
 * @param cellWidth numbers of a visual token's vector
 * @param words in the vocabulary
 */
record ReaderShape(
        List<Integer> blocks, int heads, int headWidth, int width, int groundWidth, int cellWidth, int words) {

    ReaderShape {
        blocks = List.copyOf(blocks);
    }

    /**
     * Those of a bundle.
     *
     * @throws ModelException where it was exported in a form that this version does not run
     */
    static ReaderShape of(Bundle bundle, Manifest.Reader reader) {
        GraphSpec context = bundle.spec("context");
        if (context.outputs().stream().noneMatch(port -> port.name().equals("visual"))) {
            throw new ModelException("the reader's bundle " + bundle.folder()
                    + " is of an older form, whose layers are not in blocks (its context has no output visual): export it anew with"
                    + " winnow_models.export --reader, or use the version of Winnow it was made for");
        }
        List<Integer> blocks = new ArrayList<>();
        while (bundle.manifest().graphs().containsKey(LayerBlock.function("step", blocks.size()))) {
            blocks.add(extent(
                    bundle.spec(LayerBlock.function("step", blocks.size())).output("keys"), 0));
        }
        int layers = blocks.stream().mapToInt(Integer::intValue).sum();
        if (layers != reader.layers()) {
            throw new ModelException("the blocks of the reader's bundle " + bundle.folder() + " have " + blocks
                    + " layers, but it says that it has " + reader.layers() + ": export it anew");
        }
        return new ReaderShape(
                blocks,
                reader.heads(),
                reader.headWidth(),
                extent(context.output("visual"), 2),
                reader.groundWidth(),
                extent(bundle.spec("embed").output("vectors"), 1),
                extent(
                        bundle.spec(LayerBlock.function("step", blocks.size() - 1))
                                .output("logits"),
                        3));
    }

    private static int extent(PortSpec port, int axis) {
        Extent extent = port.shape().get(axis);
        if (!extent.isFixed()) {
            throw new ModelException("axis " + axis + " of " + port
                    + " is not fixed in the manifest: export the bundle with its extent");
        }
        return Math.toIntExact(extent.size());
    }

    /** Word layers of all blocks. */
    int layers() {
        return layersBefore(blocks.size());
    }

    /** Word layers of the blocks before one. */
    int layersBefore(int block) {
        return blocks.subList(0, block).stream().mapToInt(Integer::intValue).sum();
    }

    /** Bytes of the keys and values of a token or word. */
    long bytesOfToken() {
        return 2L * Float.BYTES * layers() * heads * headWidth;
    }
}
