package io.winnow.gateway.live;

import io.winnow.gateway.keys.StreamScope;
import io.winnow.records.StreamStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What whoever may see a scope sees of all that there is. */
record Sight(StreamScope scope) {

    /** What has to do with every stream, as a question put to each, everyone sees. */
    <T> List<T> of(List<T> views, Function<T, String> stream) {
        return views.stream()
                .filter(view -> stream.apply(view).isEmpty() || scope.sees(stream.apply(view)))
                .toList();
    }

    List<Views.Stream> streams(List<StreamStatus> statuses) {
        return statuses.stream()
                .filter(status -> scope.sees(status.stream()))
                .map(Sight::view)
                .toList();
    }

    List<Views.Answered> answers(List<Views.Answered> answers) {
        return of(answers, Views.Answered::stream);
    }

    List<Views.Alerted> alerts(List<Views.Alerted> alerts) {
        return of(alerts, Views.Alerted::stream);
    }

    List<Views.Writing> writing(List<Views.Writing> writing) {
        return of(writing, Views.Writing::stream);
    }

    List<Views.Asked> questions(List<Views.Asked> questions) {
        return of(questions, Views.Asked::stream);
    }

    /** A question with what is seen of its answers; empty where it is of other streams, or not known. */
    Optional<Views.AskedAnswered> question(String id, AnswersState answers) {
        return questions(answers.question(id).stream().toList()).stream()
                .findFirst()
                .map(asked -> new Views.AskedAnswered(
                        asked.id(),
                        asked.question(),
                        asked.stream(),
                        asked.askedMillis(),
                        answers(answers.answersTo(id)),
                        writing(answers.writing()).stream()
                                .filter(writing -> writing.questionId().equals(id))
                                .toList()));
    }

    /** A standing question without the patterns that have nothing to do with the scope; empty where none has. */
    Optional<Views.Standing> standing(Views.Standing question) {
        if (scope.whole() || question.streams().isEmpty()) {
            return Optional.of(question);
        }
        List<String> touched = scope.touched(question.streams());
        return touched.isEmpty() ? Optional.empty() : Optional.of(question.withStreams(touched));
    }

    static Views.Stream view(StreamStatus status) {
        return new Views.Stream(
                status.stream(),
                status.run(),
                status.state().name(),
                status.epoch(),
                status.lastFrameMicros(),
                status.lastFrameMillis(),
                status.frames(),
                status.dropped(),
                status.reconnects(),
                status.message(),
                status.updatedMillis());
    }
}
