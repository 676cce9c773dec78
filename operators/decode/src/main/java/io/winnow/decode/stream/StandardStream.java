package io.winnow.decode.stream;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** This process's standard input, given out once: whoever asks again would miss what was read before. */
final class StandardStream {
    private static final AtomicBoolean TAKEN = new AtomicBoolean();

    private StandardStream() {}

    static InputStream take(String stream) {
        if (!TAKEN.compareAndSet(false, true)) {
            throw new SourceLostException(stream);
        }
        return System.in;
    }
}
