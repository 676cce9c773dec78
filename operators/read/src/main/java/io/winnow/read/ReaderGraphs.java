package io.winnow.read;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import io.winnow.model.TextTokenizer;

/**
 * A reader's three functions and its vocabulary.
 *
 * @param bundle they are of
 * @param manifest the reader's part of it
 * @param shape extents of the graphs
 * @param embed ids {@code [tokens]} to vectors {@code [tokens, cellWidth]}
 * @param context vectors, place and mask of contexts to keys, values and ground
 * @param step words behind a past to logits, keys, values and attention
 * @param words the vocabulary
 */
record ReaderGraphs(
        Bundle bundle,
        Manifest.Reader manifest,
        ReaderShape shape,
        Graph embed,
        Graph context,
        Graph step,
        TextTokenizer words)
        implements AutoCloseable {

    /**
     * Opens sessions and vocabulary.
     *
     * @throws ModelException where the bundle is no reader
     */
    static ReaderGraphs open(Bundle bundle, EngineOptions engine) {
        Manifest.Reader manifest = manifest(bundle);
        return new ReaderGraphs(
                bundle,
                manifest,
                ReaderShape.of(bundle, manifest),
                bundle.graph("embed", engine),
                bundle.graph("context", engine),
                bundle.graph("step", engine),
                TextTokenizer.open(bundle.file("tokenizer.json")));
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
        context.close();
        step.close();
        words.close();
    }
}
