package io.winnow.archive;

import java.util.Objects;
import java.util.Optional;

/**
 * A row of an archive: a frame of an item, or an item without one.
 *
 * @param item it belongs to
 * @param tokenizer bundle that made the tokens, {@code name@digest12}
 * @param frame its tokens; empty where there are none
 */
public record Row(ItemFacts item, String tokenizer, Optional<FrameTokens> frame) {
    public Row {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(tokenizer, "tokenizer");
        Objects.requireNonNull(frame, "frame");
    }
}
