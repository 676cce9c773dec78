package io.winnow.read.flink;

import io.winnow.records.PrunedWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/** Requests that wait a little for the pictures of their windows, which come by another way than these. */
final class PicturePatience {
    private final Album album;
    private final ProcessingTimeService time;
    private final Map<String, Long> untilMillis = new HashMap<>();

    PicturePatience(Album album, ProcessingTimeService time) {
        this.album = album;
        this.time = time;
    }

    /**
     * Whether a request is to wait. It has waited enough once.
     *
     * @param over called when it has waited as long as it may
     */
    boolean waits(String stream, String request, List<PrunedWindow> windows, ProcessingTimeCallback over)
            throws Exception {
        String id = id(stream, request);
        if (album.complete(windows)) {
            untilMillis.remove(id);
            return false;
        }
        long now = time.getCurrentProcessingTime();
        Long until = untilMillis.get(id);
        if (until == null) {
            long later = now + Album.PATIENCE.toMillis();
            untilMillis.put(id, later);
            var unused = time.registerTimer(later, over);
            return true;
        }
        if (now < until) {
            return true;
        }
        untilMillis.remove(id);
        return false;
    }

    void forget(String stream, String request) {
        untilMillis.remove(id(stream, request));
    }

    private static String id(String stream, String request) {
        return stream + '\0' + request;
    }
}
