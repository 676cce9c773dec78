package io.winnow.read.flink;

import io.winnow.records.Question;
import io.winnow.records.flink.RecordTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/** The questions that have come, the same in every subtask: one asked again takes the place of the first. The {@value #REMEMBERED} newest are remembered. */
final class Questions {
    static final int REMEMBERED = 10_000;

    private final BroadcastState<String, Asked> state;
    private final Map<String, Question> known = new LinkedHashMap<>();
    private long next;

    Questions(OperatorStateStore store) throws Exception {
        state = store.getBroadcastState(new MapStateDescriptor<>(
                "questions", Types.STRING, RecordTypes.versioned(Asked.class, AskedFormat.class, true)));
        List<Asked> restored = new ArrayList<>();
        for (Map.Entry<String, Asked> entry : state.entries()) {
            restored.add(entry.getValue());
        }
        restored.sort(Comparator.comparingLong(Asked::number));
        for (Asked asked : restored) {
            known.put(asked.question().id(), asked.question());
            next = asked.number() + 1;
        }
    }

    /** All of them, in the order of arrival. */
    Collection<Question> all() {
        return List.copyOf(known.values());
    }

    /**
     * Remembers a question.
     *
     * @return the id of the one that is forgotten for it
     */
    Optional<String> add(Question question) throws Exception {
        known.remove(question.id());
        known.put(question.id(), question);
        state.put(question.id(), new Asked(next++, question));
        if (known.size() <= REMEMBERED) {
            return Optional.empty();
        }
        String oldest = known.keySet().iterator().next();
        known.remove(oldest);
        state.remove(oldest);
        return Optional.of(oldest);
    }
}
