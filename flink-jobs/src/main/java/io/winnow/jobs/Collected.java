package io.winnow.jobs;

import io.winnow.jobs.run.RunListener;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.DeadLetter;
import io.winnow.records.RecordId;
import io.winnow.records.StreamStatus;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Brings what a run puts out back to the command, where Flink runs inside it. */
public final class Collected {
    private static final Map<String, Listening> RUNS = new ConcurrentHashMap<>();

    private Collected() {}

    private record Listening(RunListener listener, Set<RecordId> told) {}

    /** Begins to hear of a run. */
    public static void listen(String run, RunListener listener) {
        RUNS.put(run, new Listening(listener, ConcurrentHashMap.newKeySet()));
    }

    /** Ends to hear of it. */
    public static void leave(String run) {
        RUNS.remove(run);
    }

    /** A sink that hands records to whoever listens to a run. */
    static <T> Sink<T> sink(String run) {
        return new Back<>(run);
    }

    private static void tell(String run, Object value) {
        Listening listening = RUNS.get(run);
        if (listening == null) {
            throw new IllegalStateException("nobody in this process listens to run " + run
                    + "; collected answers need Flink inside the command: set edges.answers: topic");
        }
        if (value instanceof Answer answer && listening.told().add(answer.id())) {
            listening.listener().answered(answer);
        } else if (value instanceof DeadLetter letter && listening.told().add(letter.id())) {
            listening.listener().refused(letter);
        } else if (value instanceof AnswerDelta delta) {
            listening.listener().wrote(delta);
        } else if (value instanceof StreamStatus status) {
            listening.listener().changed(status);
        }
    }

    private record Back<T>(String run) implements Sink<T> {
        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(T value, Context context) {
                    tell(run, value);
                }

                @Override
                public void flush(boolean endOfInput) {
                    // Told at once.
                }

                @Override
                public void close() {
                    // Nothing is held open.
                }
            };
        }
    }
}
