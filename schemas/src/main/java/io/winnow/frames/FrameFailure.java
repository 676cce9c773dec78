package io.winnow.frames;

import io.winnow.records.DeadLetter;

/** An input that could not be read, or only with errors: the dead letter to write. */
public record FrameFailure(DeadLetter letter) implements Decoded {
    @Override
    public String stream() {
        return letter.stream();
    }
}
