package io.winnow.decode.flink;

import java.util.List;

/**
 * Which streams no reader has yet.
 *
 * @param listed whether the sources have been listed; from then on, files that come or go change nothing
 * @param waiting in the order of the sources
 */
public record VideoEnumeratorState(boolean listed, List<VideoSplit> waiting) {
    public VideoEnumeratorState {
        waiting = List.copyOf(waiting);
    }
}
