package io.winnow.jobs;

import io.winnow.archive.FrameTokens;
import io.winnow.records.BundleRef;
import java.util.List;
import java.util.Objects;

/**
 * A stream whose tokens are there already, as those of an archive are.
 *
 * @param stream its id
 * @param tokenizer the bundle that made the tokens
 * @param frames in the order of their spans
 */
public record GivenStream(String stream, BundleRef tokenizer, List<FrameTokens> frames) {
    public GivenStream {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(tokenizer, "tokenizer");
        frames = List.copyOf(frames);
    }
}
