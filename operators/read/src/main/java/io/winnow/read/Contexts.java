package io.winnow.read;

import io.winnow.model.Bundle;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import io.winnow.records.PrunedWindow;
import java.util.List;

/** Makes the contexts that questions read, as large as a reader bundle was trained on. */
public final class Contexts {
    private final int tokens;
    private final ContextBuilder builder;

    private Contexts(Manifest.Reader manifest, int tokens) {
        this.tokens = tokens;
        this.builder = new ContextBuilder(tokens, manifest.prune().framesPerSecond());
    }

    /**
     * Those of a bundle.
     *
     * @throws ModelException where the bundle is no reader
     * @throws IllegalArgumentException where read.context-tokens is more than the bundle was trained on
     */
    public static Contexts of(Bundle bundle, ReadOptions options) {
        Manifest.Reader manifest = ReaderGraphs.manifest(bundle);
        if (options.contextTokens() > manifest.maxContextTokens()) {
            throw new IllegalArgumentException("read.context-tokens is " + options.contextTokens()
                    + ", and the reader was trained on contexts of up to " + manifest.maxContextTokens());
        }
        return new Contexts(
                manifest, options.contextTokens() == 0 ? manifest.usualContextTokens() : options.contextTokens());
    }

    /** Most visual tokens of a context. */
    public int tokens() {
        return tokens;
    }

    /**
     * What questions on a stretch of these windows read; blind where no frame lies in it.
     *
     * @param windows of one stream, on one clock
     * @throws ReadRefused when the windows cannot be read together
     */
    public ReadContext of(List<PrunedWindow> windows, Stretch stretch) {
        return builder.build(windows, stretch);
    }
}
