package io.winnow.gateway.http;

import io.winnow.gateway.keys.StreamScope;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.live.Views;
import io.winnow.records.StreamPattern;
import java.util.List;
import java.util.Optional;

/** The streams that an assistant means. */
final class AskedStreams {
    private AskedStreams() {}

    /**
     * The streams of the run shown, by id.
     *
     * @param scope within which they are
     * @param named by the id of one, of a group, or by a pattern; empty for all
     * @throws ApiError where some are named, and there are none of that name
     */
    static List<Views.Stream> of(LiveState state, StreamScope scope, Optional<String> named) {
        List<Views.Stream> all = state.streamViews(scope);
        if (named.filter(name -> !name.isBlank()).isEmpty()) {
            return all;
        }
        StreamPattern pattern = StreamPattern.of(named.get());
        List<Views.Stream> meant =
                all.stream().filter(stream -> pattern.names(stream.stream())).toList();
        if (meant.isEmpty()) {
            throw new ApiError(
                    404,
                    "NO_STREAM",
                    "no stream that this caller may see has this name",
                    "stream",
                    "name one that the tool streams lists, or leave it out");
        }
        return meant;
    }
}
