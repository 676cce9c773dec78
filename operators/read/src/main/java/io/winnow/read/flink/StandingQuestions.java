package io.winnow.read.flink;

import io.winnow.read.Standpoint;
import io.winnow.records.Condition;
import io.winnow.records.Span;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StreamPattern;
import io.winnow.records.flink.RecordTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/** The standing questions, the same in every subtask, in the order of their ids. */
final class StandingQuestions {
    /** Most of them, so that a mistaken producer cannot fill the memory. */
    static final int MOST = 1_000;

    /** Without a schedule each window may make a question due: no two of a stream end in the same millisecond. */
    private static final long EACH_WINDOW_MILLIS = 1;

    private final BroadcastState<String, StandingQuestion> state;
    private final Map<String, Known> known = new TreeMap<>();
    private final Map<String, List<Known>> byStream = new HashMap<>();
    private volatile int count;

    /**
     * A question that has been read.
     *
     * @param question as it was added
     * @param condition on its answers
     * @param streams that it is put to; none: each
     */
    record Known(StandingQuestion question, Optional<Condition> condition, List<StreamPattern> streams) {

        /** @throws IllegalArgumentException where its condition is none */
        static Known of(StandingQuestion question) {
            return new Known(
                    question,
                    question.when().isEmpty() ? Optional.empty() : Optional.of(Condition.parse(question.when())),
                    question.streams().stream().map(StreamPattern::of).toList());
        }

        boolean isPutTo(String stream) {
            return StreamPattern.any(streams, stream);
        }

        long slot(Span window) {
            return Standpoint.slot(window, question.everyMillis().orElse(EACH_WINDOW_MILLIS));
        }
    }

    StandingQuestions(OperatorStateStore store) throws Exception {
        state = store.getBroadcastState(
                new MapStateDescriptor<>("standing-questions", Types.STRING, RecordTypes.STANDING_QUESTION));
        for (Map.Entry<String, StandingQuestion> entry : state.entries()) {
            known.put(entry.getKey(), Known.of(entry.getValue()));
        }
        count = known.size();
    }

    /** Those put to a stream. */
    List<Known> of(String stream) {
        return byStream.computeIfAbsent(
                stream,
                id -> known.values().stream().filter(each -> each.isPutTo(id)).toList());
    }

    Optional<Known> get(String id) {
        return Optional.ofNullable(known.get(id));
    }

    /** How many there are; for any thread. */
    int count() {
        return count;
    }

    void put(Known added) throws Exception {
        state.put(added.question().id(), added.question());
        known.put(added.question().id(), added);
        changed();
    }

    void remove(String id) throws Exception {
        state.remove(id);
        known.remove(id);
        changed();
    }

    private void changed() {
        byStream.clear();
        count = known.size();
    }
}
