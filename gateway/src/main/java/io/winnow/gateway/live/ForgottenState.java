package io.winnow.gateway.live;

import io.winnow.records.ForgottenStreams;
import io.winnow.records.StreamControl;
import java.util.HashMap;
import java.util.Map;

/** What was forgotten, by what is wished of each stream. Not safe for use by many threads. */
final class ForgottenState {
    private final Map<String, StreamControl> wishes = new HashMap<>();
    private ForgottenStreams forgotten = ForgottenStreams.NONE;

    /** Takes in what is wished of a stream; whether other streams are refused than before. */
    boolean add(StreamControl wish) {
        wishes.put(wish.stream(), withoutSource(wish));
        return changed();
    }

    /** Nothing is wished of a stream any more; whether other streams are refused than before. */
    boolean remove(String stream) {
        wishes.remove(stream);
        return changed();
    }

    /** Addresses have passwords, of which nobody here has any use. */
    private static StreamControl withoutSource(StreamControl wish) {
        return new StreamControl(
                wish.stream(), wish.action(), "", "", wish.addedMillis(), wish.askedMillis(), wish.forgottenMillis());
    }

    private boolean changed() {
        ForgottenStreams before = forgotten;
        forgotten = ForgottenStreams.of(wishes.values());
        return !forgotten.equals(before);
    }

    /** What is refused. */
    ForgottenStreams now() {
        return forgotten;
    }
}
