package io.winnow.gateway.webhooks;

import io.winnow.records.RecordId;
import java.util.LinkedHashMap;
import java.util.Map;

/** The newest alerts that were dealt with, so that one which its stage wrote again is not sent again. Not safe for use by many threads. */
final class Seen {
    private static final int MOST = 10_000;

    private final Map<RecordId, Boolean> ids = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RecordId, Boolean> eldest) {
            return size() > MOST;
        }
    };

    void add(RecordId id) {
        ids.put(id, true);
    }

    boolean contains(RecordId id) {
        return ids.containsKey(id);
    }
}
