package io.winnow.gateway.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says the same as {@link OpenQuestions}, slowly: each time from all that has ever happened. */
final class OpenQuestionsTwin {
    private static final long GIVEN_UP_MILLIS = 120_000;
    private static final double HALF_LIFE_MILLIS = 30_000;
    private static final double SOON_MILLIS = 30_000;

    private final List<String> streams;

    /** In the order in which they were asked for. */
    private final List<Part> parts = new ArrayList<>();

    /** Those that were answered in time. */
    private final Set<Part> answered = new HashSet<>();

    private final Set<String> left = new HashSet<>();

    /** For how long the reader was busy in each stretch of time. */
    private final List<Long> busy = new ArrayList<>();

    /** After how many stretches each answer came. */
    private final List<Integer> answers = new ArrayList<>();

    private long nowMillis;

    /** An answer that was asked for. */
    record Part(String question, String stream, long untilMillis) {}

    OpenQuestionsTwin(long nowMillis, List<String> streams) {
        this.nowMillis = nowMillis;
        this.streams = streams;
    }

    /** Time has gone by. */
    void pass(long toMillis) {
        if (toMillis > nowMillis) {
            busy.add(queued().stream()
                            .mapToLong(part -> Math.min(toMillis, part.untilMillis()))
                            .max()
                            .orElse(nowMillis)
                    - nowMillis);
            nowMillis = toMillis;
        }
    }

    boolean enters(String id, Optional<String> stream, Optional<Long> deadline) {
        List<String> to = stream.map(List::of).orElse(streams);
        int waiting = queued().size();
        if (open().size() >= 1_024 || (waiting > 0 && waiting + to.size() > room())) {
            return false;
        }
        long until = Math.min(nowMillis + GIVEN_UP_MILLIS, deadline.orElse(Long.MAX_VALUE));
        to.forEach(each -> parts.add(new Part(id, each, until)));
        return true;
    }

    void othersAsk(String id) {
        if (open().size() < 1_024) {
            streams.forEach(each -> parts.add(new Part(id, each, nowMillis + GIVEN_UP_MILLIS)));
        }
    }

    void answer(Part part) {
        answered.add(part);
        answers.add(busy.size());
    }

    void leave(String id) {
        left.add(id);
    }

    /** What is waited for, for whatever reason. */
    List<Part> open() {
        return parts.stream().filter(this::isOpen).toList();
    }

    private boolean isOpen(Part part) {
        return part.untilMillis() >= nowMillis && !answered.contains(part) && !left.contains(part.question());
    }

    /** What is open of which the stream has answered nothing that it was asked later. */
    private List<Part> queued() {
        List<Part> queued = new ArrayList<>();
        Set<String> later = new HashSet<>();
        for (int i = parts.size() - 1; i >= 0; i--) {
            Part part = parts.get(i);
            if (answered.contains(part)) {
                later.add(part.stream());
            } else if (isOpen(part) && !later.contains(part.stream())) {
                queued.add(part);
            }
        }
        return queued;
    }

    private double room() {
        if (answers.isEmpty()) {
            return 256;
        }
        double[] weights = weights();
        double counted =
                answers.stream().mapToDouble(stretch -> weights[stretch]).sum();
        double millis = 0;
        for (int i = 0; i < busy.size(); i++) {
            millis += busy.get(i) * weights[i + 1];
        }
        return Math.max(64, counted / millis * SOON_MILLIS);
    }

    /** What something counts that happened after so many stretches. */
    private double[] weights() {
        double[] weights = new double[busy.size() + 1];
        double since = 0;
        for (int i = busy.size(); i >= 0; i--) {
            weights[i] = Math.pow(0.5, since / HALF_LIFE_MILLIS);
            since += i > 0 ? busy.get(i - 1) : 0;
        }
        return weights;
    }
}
