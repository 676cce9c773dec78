package io.winnow.read.flink;

import io.winnow.records.Question;
import java.util.List;
import java.util.Optional;

/**
 * A question put to one stream, as state: what is wanted, and which windows it reads once it is admitted. Its context is fixed then, and it is run again after a restore.
 *
 * @param question as it was asked; empty once it is settled
 * @param occurrence which time a standing question was asked
 * @param admitted whether the context is fixed
 * @param windows numbers of the retained windows it reads
 */
record Request(Optional<Question> question, long occurrence, boolean admitted, List<Long> windows) {
    static final Request SETTLED = new Request(Optional.empty(), 0, true, List.of());

    Request {
        windows = List.copyOf(windows);
    }

    static Request waiting(Question question) {
        return new Request(Optional.of(question), 0, false, List.of());
    }

    Request admitted(List<Long> read) {
        return new Request(question, occurrence, true, read);
    }

    boolean settled() {
        return question.isEmpty();
    }
}
