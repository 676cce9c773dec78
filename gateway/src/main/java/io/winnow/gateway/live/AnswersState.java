package io.winnow.gateway.live;

import io.winnow.gateway.live.Views.Answered;
import io.winnow.gateway.live.Views.Asked;
import io.winnow.gateway.live.Views.Writing;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.Question;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** The last questions, their answers, and what is being written. Not safe for use by many threads. */
final class AnswersState {
    private static final int SHOWN = 100;
    private static final int REMEMBERED_QUESTIONS = 5_000;
    private static final int REMEMBERED_ANSWERS = 2 * REMEMBERED_QUESTIONS;
    private static final int REMEMBERED_CHARACTERS = 4 * 1024 * 1024;

    private final Remembered<String, Asked> questions = new Remembered<>(
            REMEMBERED_QUESTIONS,
            REMEMBERED_CHARACTERS,
            asked -> asked.question().length(),
            id -> {});
    private final Remembered<Given, Answered> answers = new Remembered<>(
            REMEMBERED_ANSWERS,
            REMEMBERED_CHARACTERS,
            answered -> answered.question().length() + answered.answer().length(),
            this::forgotten);

    /** Which of the answers are a question's, oldest first. */
    private final Map<String, Set<Given>> byQuestion = new HashMap<>();

    private final Remembered<Place, Draft> drafts = new Remembered<>(SHOWN);

    /** When what was last written was complete. */
    private final Remembered<Place, Long> answered = new Remembered<>(SHOWN);

    private record Place(String questionId, String stream) {}

    /** What the newest answer stands for: a standing question has many. */
    private record Given(String run, String questionId, String stream) {}

    /** Pieces of one attempt, by where they stand. */
    private static final class Draft {
        private final String attempt;
        private final TreeMap<Integer, AnswerDelta> pieces = new TreeMap<>();

        Draft(String attempt) {
            this.attempt = attempt;
        }

        /** The text up to the first piece that is missing. */
        String text() {
            StringBuilder text = new StringBuilder();
            for (AnswerDelta piece : pieces.values()) {
                if (piece.offset() != text.length()) {
                    break;
                }
                text.append(piece.text());
            }
            return text.toString();
        }

        boolean complete() {
            AnswerDelta last = pieces.lastEntry().getValue();
            return last.last() && text().length() == last.offset() + last.text().length();
        }
    }

    /** The question as the page shows it, unless it does already. */
    Optional<Asked> add(Question question) {
        Asked asked =
                new Asked(question.id(), question.text(), question.stream().orElse(""), question.askedMillis());
        boolean known = questions.get(question.id()) != null;
        questions.put(question.id(), asked);
        return known ? Optional.empty() : Optional.of(asked);
    }

    /** The answer as the page shows it, unless it does already, or shows a later one. */
    Optional<Answered> add(Answer answer) {
        Given given = new Given(answer.run(), answer.questionId(), answer.stream());
        Answered known = answers.get(given);
        if (known != null && known.occurrence() > answer.occurrence()) {
            return Optional.empty();
        }
        Place place = new Place(answer.questionId(), answer.stream());
        drafts.remove(place);
        answered.put(place, answer.answeredMillis());
        if (known != null && known.occurrence() == answer.occurrence()) {
            return Optional.empty();
        }
        Answered shown = Answered.of(answer);
        Set<Given> others = byQuestion.computeIfAbsent(given.questionId(), id -> new LinkedHashSet<>());
        others.remove(given);
        others.add(given);
        answers.put(given, shown);
        return Optional.of(shown);
    }

    private void forgotten(Given given) {
        byQuestion.computeIfPresent(given.questionId(), (id, others) -> {
            others.remove(given);
            return others.isEmpty() ? null : others;
        });
    }

    /** The text written so far, unless the piece belongs to an attempt that was given up or to an answer that is there: topics are read one beside the other. */
    Optional<Writing> add(AnswerDelta delta) {
        Place place = new Place(delta.questionId(), delta.stream());
        Long answeredMillis = answered.get(place);
        if (answeredMillis != null && began(delta.attempt()) <= answeredMillis) {
            return Optional.empty();
        }
        Draft known = drafts.get(place);
        if (known != null && known.attempt.compareTo(delta.attempt()) > 0) {
            return Optional.empty();
        }
        Draft draft = known != null && known.attempt.equals(delta.attempt()) ? known : new Draft(delta.attempt());
        draft.pieces.put(delta.offset(), delta);
        drafts.put(place, draft);
        return Optional.of(writing(place, draft));
    }

    /** When an attempt began: its name is a UUID of version 7, whose first 48 bits are the time. */
    static long began(String attempt) {
        try {
            return UUID.fromString(attempt).getMostSignificantBits() >>> 16;
        } catch (IllegalArgumentException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Drops what was answered about streams that were forgotten. */
    void forget(ForgottenStreams forgotten) {
        answers.removeIf((given, answer) -> forgotten.refusesMade(answer.stream(), answer.answeredMillis()));
        drafts.removeIf((place, draft) -> forgotten.refusesMade(place.stream(), began(draft.attempt)));
    }

    private static Writing writing(Place place, Draft draft) {
        return new Writing(place.questionId(), place.stream(), draft.text(), draft.complete());
    }

    /** Those that the page shows, oldest first. */
    List<Asked> questions() {
        return questions.newest(SHOWN);
    }

    Optional<Asked> question(String id) {
        return Optional.ofNullable(questions.get(id));
    }

    /** Those that the page shows, oldest first. */
    List<Answered> answers() {
        return answers.newest(SHOWN);
    }

    /** All that are remembered, oldest first. */
    List<Answered> remembered() {
        return answers.newest(REMEMBERED_ANSWERS);
    }

    /** Those to a question, oldest first. */
    List<Answered> answersTo(String questionId) {
        return byQuestion.getOrDefault(questionId, Set.of()).stream()
                .flatMap(given -> Stream.ofNullable(answers.get(given)))
                .toList();
    }

    List<Writing> writing() {
        return drafts.entries().stream()
                .map(entry -> writing(entry.getKey(), entry.getValue()))
                .toList();
    }
}
