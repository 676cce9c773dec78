package io.winnow.gateway.archives;

import io.winnow.archive.Place;
import io.winnow.records.Answer;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.Moment;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Answers questions on archives. Whoever starts a gateway brings it along, since it takes Flink, of which a gateway knows nothing. */
@FunctionalInterface
public interface ArchiveReader {

    /**
     * Answers a question on what an archive holds, which takes seconds and as much of the machine as there is; ends early where its thread is interrupted.
     *
     * @throws Unanswered where it cannot be answered, for a reason that whoever asks may be told
     * @throws IOException where the archive cannot be read
     */
    Told ask(Place archive, Asked asked) throws Unanswered, IOException, InterruptedException;

    /**
     * A question on an archive.
     *
     * @param question in words
     * @param in paths of items or of folders of them, or streams, that it is about; all where there are none
     * @param from start of the time asked about
     * @param to its end
     * @param forgotten what is not looked at
     */
    record Asked(String question, List<String> in, Optional<Moment> from, Optional<Moment> to, Forgotten forgotten) {
        public Asked {
            in = List.copyOf(in);
        }
    }

    /**
     * What a pipeline refuses, whose runs' archives may still hold it.
     *
     * @param pipeline its name
     * @param streams that were forgotten; empty while that is not known
     */
    record Forgotten(String pipeline, Optional<ForgottenStreams> streams) {}

    /**
     * An answer.
     *
     * @param answer as a reader gave it
     * @param items paths of those that it rests on, the first of them where they are many
     */
    record Found(Answer answer, List<String> items) {
        public Found {
            items = List.copyOf(items);
        }
    }

    /**
     * What became of a question.
     *
     * @param answers one at least
     * @param notes what was not looked at, in sentences
     */
    record Told(List<Found> answers, List<String> notes) {
        public Told {
            answers = List.copyOf(answers);
            notes = List.copyOf(notes);
        }
    }

    /** Why there is no answer, in the parts that every error has. */
    final class Unanswered extends Exception {
        private static final long serialVersionUID = 1;

        private final String where;
        private final String hint;

        public Unanswered(String what, String where, String hint, Throwable cause) {
            super(what, cause);
            this.where = where;
            this.hint = hint;
        }

        public String where() {
            return where;
        }

        public String hint() {
            return hint;
        }
    }
}
