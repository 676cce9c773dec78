package io.winnow.gateway.live;

import io.winnow.gateway.live.Views.Alerted;
import io.winnow.gateway.live.Views.Standing;
import io.winnow.records.Alert;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.StandingQuestion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The standing questions, the newest alert of each on each stream, and the last alerts of all. Not safe for use by many threads. */
final class StandingState {
    private static final int REMEMBERED = 1_000;
    private static final int TOLD = 500;

    private final Map<String, Standing> questions = new TreeMap<>();
    private final Map<Place, Alerted> alerts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Alerted> eldest) {
            return size() > REMEMBERED;
        }
    };

    private final Deque<Alerted> history = new ArrayDeque<>();

    private record Place(String questionId, String stream) {}

    /** The question as the page shows it. */
    Standing add(StandingQuestion question) {
        Standing standing = new Standing(
                question.id(),
                question.text(),
                question.streams(),
                question.everyMillis().orElse(null),
                question.change().orElse(null),
                question.when(),
                question.deadlineMillis().orElse(null),
                question.addedMillis());
        questions.put(question.id(), standing);
        return standing;
    }

    Optional<Standing> remove(String id) {
        return Optional.ofNullable(questions.remove(id));
    }

    Optional<Standing> question(String id) {
        return Optional.ofNullable(questions.get(id));
    }

    /** The alert as the page shows it, unless it does already. */
    Optional<Alerted> add(Alert alert) {
        Place place = new Place(alert.questionId(), alert.stream());
        Alerted alerted = new Alerted(
                alert.questionId(),
                alert.stream(),
                alert.occurrence(),
                alert.state().name(),
                alert.reason().name(),
                alert.question(),
                alert.when(),
                alert.answer(),
                alert.confidence(),
                alert.evidence(),
                alert.atMillis());
        Alerted known = alerts.remove(place);
        alerts.put(place, alerted);
        boolean repeated = known != null
                && known.occurrence() == alerted.occurrence()
                && known.state().equals(alerted.state());
        if (repeated) {
            return Optional.empty();
        }
        history.addLast(alerted);
        if (history.size() > TOLD) {
            history.removeFirst();
        }
        return Optional.of(alerted);
    }

    /** Drops alerts about streams that were forgotten. */
    void forget(ForgottenStreams forgotten) {
        alerts.values().removeIf(alert -> forgotten.refusesMade(alert.stream(), alert.atMillis()));
        history.removeIf(alert -> forgotten.refusesMade(alert.stream(), alert.atMillis()));
    }

    List<Standing> questions() {
        return List.copyOf(questions.values());
    }

    List<Alerted> history() {
        return List.copyOf(history);
    }

    List<Alerted> alerts() {
        return List.copyOf(alerts.values());
    }
}
