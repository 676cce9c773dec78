package io.winnow.decode.flink;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which sources have been listed, and which streams no reader has.
 *
 * @param listed whether any has been; from then on, files that come or go in a folder change nothing
 * @param over whether the readers have been told that no more streams will come
 * @param begun the sources that have been listed, by their ids; empty although listed where a version stored it that knew of no others than those of the definition
 * @param waiting in the order in which they came
 */
public record VideoEnumeratorState(
        boolean listed, boolean over, SortedMap<String, Begun> begun, List<VideoSplit> waiting) {
    static final VideoEnumeratorState NONE =
            new VideoEnumeratorState(false, false, Collections.emptySortedMap(), List.of());

    public VideoEnumeratorState {
        begun = Collections.unmodifiableSortedMap(new TreeMap<>(begun));
        waiting = List.copyOf(waiting);
    }
}
