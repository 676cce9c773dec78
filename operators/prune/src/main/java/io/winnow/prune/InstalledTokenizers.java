package io.winnow.prune;

import io.winnow.model.Bundle;
import io.winnow.model.Bundles;
import io.winnow.model.Manifest;
import io.winnow.records.BundleRef;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tokenizers among the bundles of a folder, by digest: a record of any other digest may mean anything by its ids. Each is looked for once. */
public final class InstalledTokenizers implements Tokenizers {
    private final Path models;
    private final String features;
    private final Map<BundleRef, Optional<Refusal>> known = new HashMap<>();

    /**
     * Looks in a folder.
     *
     * @param models the folder
     * @param features name of the space that the reader reads
     */
    public InstalledTokenizers(Path models, String features) {
        this.models = models;
        this.features = features;
    }

    @Override
    public Optional<Refusal> problem(BundleRef tokenizer) {
        return known.computeIfAbsent(tokenizer, this::look);
    }

    private Optional<Refusal> look(BundleRef tokenizer) {
        Optional<Bundle> found = Bundles.in(models).stream()
                .filter(folder -> Bundles.manifest(folder).name().equals(tokenizer.name()))
                .findFirst()
                .map(Bundle::open);
        if (found.isEmpty()) {
            return unknown("there is no bundle " + tokenizer.name() + " in " + models);
        }
        Bundle bundle = found.get();
        if (!bundle.digest().equals(tokenizer.digest())) {
            return unknown("the record was made by " + tokenizer + ", and " + bundle.ref() + " is installed");
        }
        String made =
                bundle.manifest().codebook().map(Manifest.Codebook::features).orElse(features);
        return made.equals(features)
                ? Optional.empty()
                : unknown("the tokens of " + tokenizer.name() + " are of the space " + made + ", and the reader reads "
                        + features);
    }

    private static Optional<Refusal> unknown(String what) {
        return Optional.of(
                new Refusal(
                        "UNKNOWN_TOKENIZER",
                        what,
                        "Install the bundle that made the record beside the reader, or tokenize the source again; then redrive."));
    }
}
