package io.winnow.jobs.archive;

import io.winnow.decode.DecodeOptions;
import io.winnow.model.EngineOptions;
import io.winnow.tokenize.TokenizeOptions;
import java.io.Serializable;

/**
 * How an archive's job works.
 *
 * @param place address of the archive
 * @param digest of the computation
 * @param bundleFolder where the tokenizer's bundle lies on the machines that compute
 * @param decode how originals are decoded; its policy is for clips
 * @param tokenize how their frames become tokens
 * @param engine that computes
 * @param measure whether each frame's tokens are made a picture again, to state how far that is off
 */
public record ArchiveOptions(
        String place,
        String digest,
        String bundleFolder,
        DecodeOptions decode,
        TokenizeOptions tokenize,
        EngineOptions engine,
        boolean measure)
        implements Serializable {

    /** The same, measured or not. */
    public ArchiveOptions withMeasure(boolean other) {
        return new ArchiveOptions(place, digest, bundleFolder, decode, tokenize, engine, other);
    }
}
