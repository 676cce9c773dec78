package io.winnow.read.flink;

import io.winnow.records.Question;
import java.util.List;
import java.util.Optional;

/**
 * A question put to one stream, as state: what is wanted, and which windows it reads once it is admitted. Its context is fixed then, and it is run again after a restore.
 *
 * @param question as it was asked; empty once it is settled
 * @param standing whether it is one occurrence of a standing question, whose context is fixed from the beginning
 * @param occurrence the number of its due time where it is
 * @param admitted whether the context is fixed and the engine may have it
 * @param windows numbers of the retained windows it reads
 */
record Request(Optional<Question> question, boolean standing, long occurrence, boolean admitted, List<Long> windows) {
    static final Request SETTLED = new Request(Optional.empty(), false, 0, true, List.of());

    /** Before the ids of standing questions, so that no other question has the same key. */
    private static final char STANDING = '\0';

    Request {
        windows = List.copyOf(windows);
    }

    static Request waiting(Question question) {
        return new Request(Optional.of(question), false, 0, false, List.of());
    }

    static Request standing(Question question, long occurrence, List<Long> read) {
        return new Request(Optional.of(question), true, occurrence, false, read);
    }

    /** By what a stream's state has the request of a standing question. */
    static String standingKey(String question) {
        return STANDING + question;
    }

    Request admitted(List<Long> read) {
        return new Request(question, standing, occurrence, true, read);
    }

    /** By what a stream's state has it. */
    String key() {
        String id = question.orElseThrow().id();
        return standing ? standingKey(id) : id;
    }

    boolean settled() {
        return question.isEmpty();
    }
}
