package io.winnow.gateway.live;

import io.winnow.gateway.keys.StreamScope;
import io.winnow.gateway.live.Views.Answered;
import io.winnow.gateway.live.Views.Asked;
import io.winnow.records.StreamStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers that questions asked once still wait for: one, or, where each stream is asked, one of each. As many are waited for as the reader gives in half a minute, by what it has given lately: one more
 * would come later than somebody waits. What a stream was asked before something that it has answered waits for the stream and not for the reader, and takes nobody's place. Safe for use by many threads.
 */
public final class OpenQuestions {
    /** From which on nothing is taken, whatever is waited for. */
    private static final int MOST = 1_024;

    /** While it is not known how fast the reader is. */
    private static final int MOST_UNTRIED = 256;

    /** However slow the reader is. */
    private static final int LEAST = 64;

    private static final int MOST_OWN = 5_000;

    /** Stands for the streams of a run of which none is known: the first answer is taken for theirs. */
    private static final String ANY = "";

    private static final double SOON_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final double HALF_LIFE_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final long GIVEN_UP_MILLIS = Duration.ofMinutes(2).toMillis();

    private final LiveState state;
    private final Clock clock;

    /** In the order in which they were asked for. */
    private final Map<Wanted, Wait> waits = new LinkedHashMap<>();

    /** Questions that were let in here, which are heard of again when they are read from their topic. */
    private final Remembered<String, Boolean> own = new Remembered<>(MOST_OWN);

    /** Answers of late and the time in which the reader had something to do; what is long ago counts little. */
    private double answered;

    private double busyMillis;
    private boolean tried;
    private long atMillis;
    private String run;

    /** An answer of a stream to a question. */
    private record Wanted(String question, String stream) {}

    /** How one is waited for. */
    private static final class Wait {
        private final long untilMillis;

        /** Whether its stream has answered what it was asked later. */
        private boolean overtaken;

        Wait(long untilMillis) {
            this.untilMillis = untilMillis;
        }
    }

    /** Those that a state is told of. */
    public OpenQuestions(LiveState state, Clock clock) {
        this.state = state;
        this.clock = clock;
        this.atMillis = clock.millis();
        this.run = state.run();
        state.listen(this::heard);
    }

    /**
     * Takes a question in before it is put, where there is room for all of its answers. One that is asked while nothing waits is taken however many streams it is put to.
     *
     * @param stream that it is put to; empty for each
     * @param deadlineMillis after which it has no answer
     */
    public boolean enter(String id, Optional<String> stream, Optional<Long> deadlineMillis) {
        List<String> streams = streams(stream.orElse(""));
        synchronized (this) {
            pass();
            long before = queued();
            if (waits.size() >= MOST || (before > 0 && before + streams.size() > room())) {
                return false;
            }
            own.put(id, true);
            long until = clock.millis() + GIVEN_UP_MILLIS;
            add(
                    id,
                    streams,
                    deadlineMillis.map(deadline -> Math.min(deadline, until)).orElse(until));
            return true;
        }
    }

    /** Takes back one that could not be put. */
    public synchronized void leave(String id) {
        pass();
        own.remove(id);
        waits.keySet().removeIf(wanted -> wanted.question().equals(id));
    }

    /** How many answers are waited for, for whatever reason they are not there. */
    synchronized int size() {
        pass();
        return waits.size();
    }

    /** The streams whose answer a question has. */
    private List<String> streams(String asked) {
        if (!asked.isEmpty()) {
            return List.of(asked);
        }
        List<String> each = state.streamViews(StreamScope.WHOLE).stream()
                .filter(OpenQuestions::hasSomething)
                .map(Views.Stream::stream)
                .toList();
        return each.isEmpty() ? List.of(ANY) : each;
    }

    /** A stream that is over without a frame passes over what each is asked. */
    private static boolean hasSomething(Views.Stream stream) {
        return stream.frames() > 0
                || !StreamStatus.State.valueOf(stream.state()).over();
    }

    private void heard(LiveEvent event) {
        if (event.isAll()) {
            forget(state.run());
        } else if (event.name().equals("question") || event.name().equals("answer")) {
            event.seenBy(StreamScope.WHOLE).ifPresent(data -> {
                if (data instanceof Asked asked) {
                    asked(asked);
                } else if (data instanceof Answered answer) {
                    answered(answer);
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
        waits.clear();
    }

    /** A question of somebody else, which may have its answers already: topics are read one beside the other. */
    private void asked(Asked asked) {
        List<String> streams = new ArrayList<>(streams(asked.stream()));
        state.question(asked.id(), StreamScope.WHOLE)
                .ifPresentOrElse(
                        known -> known.answers().forEach(answer -> {
                            streams.remove(answer.stream());
                            streams.remove(ANY);
                        }),
                        streams::clear);
        synchronized (this) {
            pass();
            long until = asked.askedMillis() + GIVEN_UP_MILLIS;
            if (own.get(asked.id()) == null && waits.size() < MOST && until >= atMillis) {
                add(asked.id(), streams, until);
            }
        }
    }

    private void add(String id, List<String> streams, long untilMillis) {
        streams.forEach(stream -> waits.putIfAbsent(new Wanted(id, stream), new Wait(untilMillis)));
    }

    private synchronized void answered(Answered answer) {
        pass();
        Wanted exactly = new Wanted(answer.questionId(), answer.stream());
        Wanted wanted = waits.containsKey(exactly) ? exactly : new Wanted(answer.questionId(), ANY);
        if (!waits.containsKey(wanted)) {
            return;
        }
        answered++;
        tried = true;
        for (Map.Entry<Wanted, Wait> before : waits.entrySet()) {
            if (before.getKey().equals(wanted)) {
                break;
            }
            before.getValue().overtaken |= before.getKey().stream().equals(wanted.stream());
        }
        waits.remove(wanted);
    }

    private long queued() {
        return waits.values().stream().filter(wait -> !wait.overtaken).count();
    }

    private double room() {
        return !tried ? MOST_UNTRIED : Math.max(LEAST, answered / busyMillis * SOON_MILLIS);
    }

    private void pass() {
        long now = clock.millis();
        double passed = Math.max(0, busyUntil(now) - atMillis);
        atMillis = now;
        double kept = Math.pow(0.5, passed / HALF_LIFE_MILLIS);
        answered *= kept;
        busyMillis = busyMillis * kept + passed;
        waits.values().removeIf(wait -> wait.untilMillis < now);
    }

    /** Until when the reader had something to do. */
    private long busyUntil(long nowMillis) {
        return waits.values().stream()
                .filter(wait -> !wait.overtaken)
                .mapToLong(wait -> Math.min(nowMillis, wait.untilMillis))
                .max()
                .orElse(atMillis);
    }
}
