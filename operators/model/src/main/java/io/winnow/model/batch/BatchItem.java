package io.winnow.model.batch;

import java.util.Objects;

/**
 * Something to compute.
 *
 * @param stream whose it is; streams take turns
 * @param kind items of different kinds never share a batch, such as pictures of different sizes
 * @param length tokens of it; items of similar length share batches
 * @param value what the function gets
 */
public record BatchItem<I>(String stream, String kind, int length, I value) {
    public BatchItem {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(kind, "kind");
        if (length < 1) {
            throw new IllegalArgumentException("an item of " + length + " tokens");
        }
    }
}
