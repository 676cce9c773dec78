package io.winnow.gateway.live;

import io.winnow.gateway.keys.StreamScope;
import io.winnow.gateway.live.Views.Answered;
import io.winnow.gateway.live.Views.Asked;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Questions that were asked once and have no answer yet. As many may wait as the reader answers in half a minute, by what it has answered lately: one more would wait for longer than somebody does. A question
 * that was put before one that has its answer waits for its stream and not for the reader, and takes nobody's place. Safe for use by many threads.
 */
public final class OpenQuestions {
    /** In all, whatever they wait for. */
    private static final int MOST = 1_024;

    /** While it is not known how fast the reader is. */
    private static final int MOST_UNTRIED = 256;

    /** However slow the reader is. */
    private static final int LEAST = 64;

    private static final double SOON_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final double HALF_LIFE_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final long GIVEN_UP_MILLIS = Duration.ofMinutes(2).toMillis();

    private final LiveState state;
    private final Clock clock;

    /** Until when each is waited for, in the order in which they were put. */
    private final Map<String, Long> queued = new LinkedHashMap<>();

    private final Map<String, Long> overtaken = new LinkedHashMap<>();

    /** Answers of late and the time in which the reader had something to do; what is long ago counts little. */
    private double answered;

    private double busyMillis;
    private boolean tried;
    private long atMillis;
    private String run;

    /** Those that a state is told of. */
    public OpenQuestions(LiveState state, Clock clock) {
        this.state = state;
        this.clock = clock;
        this.atMillis = clock.millis();
        this.run = state.run();
        state.listen(this::heard);
    }

    /**
     * Takes a question in before it is put, where there is room.
     *
     * @param deadlineMillis after which it has no answer
     */
    public synchronized boolean enter(String id, Optional<Long> deadlineMillis) {
        pass();
        if (queued.size() >= room() || queued.size() + overtaken.size() >= MOST) {
            return false;
        }
        add(id, clock.millis(), deadlineMillis);
        return true;
    }

    /** Takes back one that could not be put. */
    public synchronized void leave(String id) {
        pass();
        queued.remove(id);
        overtaken.remove(id);
    }

    private void heard(LiveEvent event) {
        if (event.isAll()) {
            forget(state.run());
        } else if (event.name().equals("question") || event.name().equals("answer")) {
            event.seenBy(StreamScope.WHOLE).ifPresent(data -> {
                if (data instanceof Asked asked) {
                    asked(asked);
                } else if (data instanceof Answered answer) {
                    answered(answer.questionId());
                }
            });
        }
    }

    /** Another run knows nothing of these. */
    private synchronized void forget(String shown) {
        if (shown.equals(run)) {
            return;
        }
        run = shown;
        pass();
        queued.clear();
        overtaken.clear();
    }

    /** One of this gateway's or of somebody else's, which may have its answer: topics are read one beside the other. */
    private void asked(Asked asked) {
        boolean over = state.question(asked.id(), StreamScope.WHOLE)
                .filter(known -> known.answers().isEmpty())
                .isEmpty();
        synchronized (this) {
            pass();
            if (!over && !overtaken.containsKey(asked.id())) {
                add(asked.id(), asked.askedMillis(), Optional.empty());
            }
        }
    }

    private void add(String id, long askedMillis, Optional<Long> deadlineMillis) {
        long until = askedMillis + GIVEN_UP_MILLIS;
        queued.putIfAbsent(
                id, deadlineMillis.map(deadline -> Math.min(deadline, until)).orElse(until));
    }

    private synchronized void answered(String id) {
        pass();
        if (overtaken.remove(id) != null) {
            counted();
        } else if (queued.containsKey(id)) {
            counted();
            Iterator<Map.Entry<String, Long>> before = queued.entrySet().iterator();
            for (Map.Entry<String, Long> each = before.next(); !each.getKey().equals(id); each = before.next()) {
                overtaken.put(each.getKey(), each.getValue());
                before.remove();
            }
            before.remove();
        }
    }

    private void counted() {
        answered++;
        tried = true;
    }

    private double room() {
        return !tried ? MOST_UNTRIED : Math.max(LEAST, answered / busyMillis * SOON_MILLIS);
    }

    private void pass() {
        long now = clock.millis();
        double passed = Math.max(0, now - atMillis);
        atMillis = now;
        if (!queued.isEmpty()) {
            double kept = Math.pow(0.5, passed / HALF_LIFE_MILLIS);
            answered *= kept;
            busyMillis = busyMillis * kept + passed;
        }
        queued.values().removeIf(until -> until < now);
        overtaken.values().removeIf(until -> until < now);
    }
}
