package io.winnow.prune;

import io.winnow.model.Bundle;
import io.winnow.model.CodebookVectors;
import io.winnow.model.EngineOptions;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads a reader's codebook through its {@code embed} graph, all ids at once, and keeps it for every operator of the process while memory lasts. */
public final class ReaderCodebook {
    private static final Map<String, SoftReference<Codebook>> KNOWN = new HashMap<>();

    private ReaderCodebook() {}

    /**
     * The codes of a reader.
     *
     * @throws ModelException where the bundle has no codebook, or its graph cannot be run
     */
    public static Codebook of(Path folder, EngineOptions engine) {
        Bundle bundle = Bundle.open(folder);
        synchronized (KNOWN) {
            SoftReference<Codebook> known = KNOWN.get(bundle.digest());
            Codebook codebook = known == null ? null : known.get();
            if (codebook == null) {
                codebook = read(bundle, engine);
                KNOWN.put(bundle.digest(), new SoftReference<>(codebook));
            }
            return codebook;
        }
    }

    private static Codebook read(Bundle bundle, EngineOptions engine) {
        Manifest.Codebook codes = bundle.manifest()
                .codebook()
                .orElseThrow(() ->
                        new ModelException("the bundle " + bundle.manifest().name()
                                + " states no codebook, which pruning for it needs: choose a reader bundle"));
        return Codebook.of(codes.features(), codes.width(), CodebookVectors.of(bundle, codes, engine));
    }
}
