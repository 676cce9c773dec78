package io.winnow.tokenize.line;

import io.winnow.frames.FrameEvent;
import io.winnow.frames.FrameFailure;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.TokenSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What waits in the line for its turn. */
sealed interface Step {

    /** Whether its turn can come. */
    default boolean isDone() {
        return true;
    }

    /** A frame being encoded. */
    record Encoding(String stream, FrameFacts facts, CompletableFuture<EncodedFrame> encoded) implements Step {
        @Override
        public boolean isDone() {
            return encoded.isDone();
        }
    }

    /** The frames of a record being made into tokens. */
    record Tokenizing(String stream, List<ClipFrame> frames, CompletableFuture<TokenSet> tokens) implements Step {
        @Override
        public boolean isDone() {
            return tokens.isDone();
        }
    }

    /** A frame that was lost here. */
    record Lost(String stream, FrameFacts facts, Throwable failure) implements Step {}

    /** What happened to a stream. */
    record Event(FrameEvent event) implements Step {}

    /** What the decoder could not read. */
    record Failure(FrameFailure failure) implements Step {}
}
