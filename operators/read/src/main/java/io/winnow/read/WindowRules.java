package io.winnow.read;

import io.winnow.model.Bundle;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which windows a reader can read: those whose tokens stand in cells, made by a bundle that lies beside the reader's and speaks of the same features. For one thread. */
public final class WindowRules {
    private final Bundle reader;
    private final Manifest.Codebook codebook;
    private final Map<BundleRef, Optional<ReadRefused>> known = new HashMap<>();

    /** @param reader whose folder has the tokenizers beside it */
    public WindowRules(Bundle reader) {
        this.reader = reader;
        this.codebook = reader.manifest()
                .codebook()
                .orElseThrow(() ->
                        new ModelException("the reader " + reader.manifest().name()
                                + " does not say which codebook it reads: add codebook to its manifest"));
    }

    /** Why a window cannot be read; empty where it can. */
    public Optional<ReadRefused> problem(PrunedWindow window) {
        Optional<ReadRefused> unknown = known.computeIfAbsent(window.tokenizer(), this::tokenizer);
        if (unknown.isPresent()) {
            return unknown;
        }
        // A centroid is the mean of cells, and stands where the first of them does.
        if (window.axis() != Axis.SPATIAL && window.axis() != Axis.CENTROIDS) {
            return refused(
                    "AXIS",
                    "the window's tokens are ordered along " + window.axis() + ", and the reader reads cells",
                    "Choose a tokenizer whose tokens are cells of the picture.");
        }
        int cells = window.grid().rows() * window.grid().columns();
        boolean inside = window.cells().stream().allMatch(cell -> cell >= 0 && cell < cells)
                && window.frameIndices().stream()
                        .allMatch(frame ->
                                frame >= 0 && frame < window.frameSpans().size());
        return inside
                ? payload(window.tokens())
                : refused(
                        "POSITION",
                        "a token stands outside the window's frames or cells",
                        "Find who wrote this window.");
    }

    private Optional<ReadRefused> payload(Tokens tokens) {
        if (tokens instanceof Tokens.Vectors vectors) {
            return vectors.width() == codebook.width()
                    ? Optional.empty()
                    : refused(
                            "FEATURES",
                            "the window holds vectors of " + vectors.width() + " numbers, and the reader reads "
                                    + codebook.width(),
                            "Choose a tokenizer of the features " + codebook.features() + ".");
        }
        int largest = Arrays.stream(((Tokens.Ids) tokens).unpack()).max().orElse(0);
        return largest < codebook.size()
                ? Optional.empty()
                : refused(
                        "ID_RANGE",
                        "the window holds the id " + largest + ", and the codebook has " + codebook.size(),
                        "Find who wrote this window: its tokenizer's bundle says otherwise.");
    }

    private Optional<ReadRefused> tokenizer(BundleRef tokenizer) {
        Path models = reader.folder().toAbsolutePath().getParent();
        Path folder = models == null ? Path.of(tokenizer.name()) : models.resolve(tokenizer.name());
        if (!tokenizer.name().matches("[a-z0-9][a-z0-9.-]*") || !Files.isDirectory(folder)) {
            return unknown("there is no bundle of this name in " + models);
        }
        try {
            Bundle bundle = Bundle.open(folder);
            String features = bundle.manifest()
                    .codebook()
                    .map(Manifest.Codebook::features)
                    .orElse("none");
            if (!bundle.digest().equals(tokenizer.digest())) {
                return unknown("the bundle of this name in " + models + " is " + bundle.ref());
            }
            return features.equals(codebook.features())
                    ? Optional.empty()
                    : refused(
                            "FEATURES",
                            "the tokenizer " + tokenizer + " makes tokens of the features " + features
                                    + ", and the reader reads " + codebook.features(),
                            "Choose a reader of these features as read.bundle.");
        } catch (ModelException e) {
            return unknown(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<ReadRefused> unknown(String why) {
        return refused(
                "UNKNOWN_TOKENIZER",
                "the tokenizer that made the window is not known here: " + why,
                "Put the tokenizer's bundle beside the reader's, then redrive.");
    }

    private static Optional<ReadRefused> refused(String reason, String what, String hint) {
        return Optional.of(new ReadRefused(reason, what, hint));
    }
}
