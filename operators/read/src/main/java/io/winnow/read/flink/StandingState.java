package io.winnow.read.flink;

import io.winnow.read.Thinning;
import io.winnow.read.TokenDistance;
import io.winnow.records.PrunedWindow;
import io.winnow.records.flink.RecordTypes;
import java.util.Optional;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** What standing questions have come to on the stream that is the current key, by the question's id. */
final class StandingState {
    private final MapState<String, StandingRow> rows;
    private final MapState<String, PrunedWindow> answered;

    StandingState(KeyedStateStore store) {
        rows = store.getMapState(new MapStateDescriptor<>(
                "standing", Types.STRING, RecordTypes.versioned(StandingRow.class, StandingRowFormat.class, true)));
        answered = store.getMapState(
                new MapStateDescriptor<>("standing-answered", Types.STRING, RecordTypes.PRUNED_WINDOW));
    }

    StandingRow row(String question) throws Exception {
        StandingRow known = rows.get(question);
        return known == null ? StandingRow.NEW : known;
    }

    void put(String question, StandingRow row) throws Exception {
        rows.put(question, row);
    }

    /** What the window showed that was answered from last, as far as it is compared. */
    Optional<PrunedWindow> answered(String question) throws Exception {
        return Optional.ofNullable(answered.get(question));
    }

    void answered(String question, PrunedWindow window) throws Exception {
        answered.put(question, Thinning.best(window, TokenDistance.MOST_TOKENS));
    }

    /** The question begins anew; numbers that were given stay given. */
    void restart(String question) throws Exception {
        rows.put(question, new StandingRow(row(question).at().anew(), StandingRow.NEW.streak()));
        answered.remove(question);
    }

    void remove(String question) throws Exception {
        rows.remove(question);
        answered.remove(question);
    }
}
