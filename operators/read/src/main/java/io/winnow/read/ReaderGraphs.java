package io.winnow.read;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import io.winnow.model.TextTokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A reader's functions and its vocabulary.
 *
 * @param bundle they are of
 * @param manifest the reader's part of it
 * @param shape extents of the graphs
 * @param embed ids {@code [tokens]} to vectors {@code [tokens, cellWidth]}
 * @param blocks its word layers, from the first to the last
 * @param words the vocabulary
 */
record ReaderGraphs(
        Bundle bundle,
        Manifest.Reader manifest,
        ReaderShape shape,
        Graph embed,
        List<LayerBlock> blocks,
        TextTokenizer words)
        implements AutoCloseable {

    ReaderGraphs {
        blocks = List.copyOf(blocks);
    }

    /**
     * Opens sessions and vocabulary.
     *
     * @throws ModelException where the bundle is no reader
     */
    static ReaderGraphs open(Bundle bundle, EngineOptions engine) {
        Manifest.Reader manifest = manifest(bundle);
        ReaderShape shape = ReaderShape.of(bundle, manifest);
        Graph embed = bundle.graph("embed", engine);
        List<LayerBlock> blocks = new ArrayList<>();
        try {
            for (int block = 0; block < shape.blocks().size(); block++) {
                blocks.add(LayerBlock.open(bundle, engine, block));
            }
            return new ReaderGraphs(
                    bundle, manifest, shape, embed, blocks, TextTokenizer.open(bundle.file("tokenizer.json")));
        } catch (RuntimeException e) {
            embed.close();
            blocks.forEach(LayerBlock::close);
            throw e;
        }
    }

    /** What the bundle says of itself as a reader. */
    static Manifest.Reader manifest(Bundle bundle) {
        return bundle.manifest()
                .reader()
                .orElseThrow(() -> new ModelException("the bundle "
                        + bundle.manifest().name() + " has the role "
                        + bundle.manifest().role().word() + ": give one of the role reader as read.bundle"));
    }

    @Override
    public void close() {
        embed.close();
        blocks.forEach(LayerBlock::close);
        words.close();
    }
}
