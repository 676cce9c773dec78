package io.winnow.read.flink;

import io.winnow.records.ForgottenStreams;
import io.winnow.records.PrunedWindow;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Drops what a reader holds of streams that were forgotten, and says of the questions that waited for them that they have no answer. What has come already of one that is back is asked about again. For the
 * task's thread.
 */
final class Forgetting {
    private final StreamState state;
    private final Optional<PreviewState> previews;
    private final Set<String> streams;
    private final Consumer<String> key;
    private final Desks desks;
    private final Runnable clearCache;

    /**
     * Of one subtask.
     *
     * @param previews pictures, where the reader looks at them
     * @param streams that are known
     * @param key makes a stream the current key
     * @param clearCache drops what the engine has computed of any stream: a prefix does not say of which it is, and those of others are computed again
     */
    Forgetting(
            StreamState state,
            Optional<PreviewState> previews,
            Set<String> streams,
            Consumer<String> key,
            Desks desks,
            Runnable clearCache) {
        this.state = state;
        this.previews = previews;
        this.streams = streams;
        this.key = key;
        this.desks = desks;
        this.clearCache = clearCache;
    }

    /** Drops whatever is refused. */
    void drop(ForgottenStreams forgotten) throws Exception {
        clearCache.run();
        Set<String> held = new LinkedHashSet<>(streams);
        held.addAll(desks.requests().asked());
        for (String stream : held) {
            if (forgotten.atMillis(stream) > 0) {
                drop(stream, forgotten);
            }
        }
    }

    private void drop(String stream, ForgottenStreams forgotten) throws Exception {
        key.accept(stream);
        if (previews.isPresent()) {
            previews.get().drop(picture -> forgotten.refuses(stream, picture.epoch()));
        }
        boolean had = state.drop(window -> forgotten.refuses(window.origin()));
        if (!had && !forgotten.stands(stream)) {
            return;
        }
        if (streams.contains(stream)) {
            desks.standing().drop(stream);
        }
        desks.requests().drop(stream);
        key.accept(stream);
        Optional<PrunedWindow> newest = state.last().filter(window -> !window.late());
        if (newest.isPresent()) {
            desks.standing().windowCame(newest.get());
        }
    }
}
