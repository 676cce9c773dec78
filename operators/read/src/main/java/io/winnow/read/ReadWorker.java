package io.winnow.read;

import io.winnow.model.batch.BatchListener.Measured;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Answers requests on one thread, by turns: in each, requests that wait are read, and then every answer under way is written by one word. So a request joins at the next word whatever else is
 * written, and a long answer holds up none that is shorter. Requests on contexts of similar length are computed together. One that cannot be computed fails alone.
 */
final class ReadWorker {
    /** Contexts of up to so many tokens are similar; longer ones are if none is more than twice as long as another. */
    private static final int SHORT = 64;

    private static final double NANOS_PER_MILLI = 1e6;

    private final AskQueue queue;
    private final IntFunction<Running> batches;
    private final Reading reading;
    private final int mostRows;
    private final long mostTokens;
    private final ReadTotals totals;
    private final Map<Kind, Running> running = new TreeMap<>();
    private final List<Running> spare = new ArrayList<>();

    /**
     * What answers that are written together have in common.
     *
     * @param length class of the number of visual tokens
     * @param seeing blocks of layers that see them
     */
    private record Kind(int length, int seeing) implements Comparable<Kind> {
        private static final Comparator<Kind> ORDER =
                Comparator.comparingInt(Kind::length).thenComparingInt(Kind::seeing);

        @Override
        public int compareTo(Kind other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * @param batches makes empty ones, by the number of blocks in which their answers see visual tokens
     * @param mostRows answers written at a time
     * @param mostTokens visual tokens, those of a context counted once, and words that they have behind them together; one alone may have more
     */
    ReadWorker(
            AskQueue queue,
            IntFunction<Running> batches,
            Reading reading,
            int mostRows,
            long mostTokens,
            ReadTotals totals) {
        this.queue = queue;
        this.batches = batches;
        this.reading = reading;
        this.mostRows = mostRows;
        this.mostTokens = mostTokens;
        this.totals = totals;
    }

    /** Takes turns until the queue has ended. */
    void work() {
        while (!queue.ended() || !running.isEmpty()) {
            turn();
        }
    }

    /** Takes a turn. Where nothing is written, it waits for a request first; what it takes at once is at most half of what there is room for, so that those under way are not held up for long. */
    void turn() {
        List<Draft> under = running.values().stream()
                .flatMap(each -> each.drafts().stream())
                .toList();
        long tokens = tokens(under.stream().map(Draft::pending));
        List<Pending> taken =
                queue.take(mostRows - under.size(), Math.min(mostTokens / 2, mostTokens - tokens), under.isEmpty());
        if (taken.isEmpty() && under.isEmpty()) {
            return;
        }
        totals.started();
        long started = System.nanoTime();
        double oldest = taken.stream()
                .mapToDouble(pending -> pending.ask().millisSince())
                .max()
                .orElse(0);
        oldest = Math.max(
                oldest,
                under.stream()
                        .mapToDouble(draft -> draft.pending().ask().millisSince())
                        .max()
                        .orElse(0));
        long computed = read(taken) + write();
        long length = tokens + tokens(taken.stream());
        double millis = (System.nanoTime() - started) / NANOS_PER_MILLI;
        totals.ended(
                new Measured(taken.size() + under.size(), length, Math.max(length, computed), millis, oldest + millis));
    }

    private long read(List<Pending> taken) {
        Map<Integer, List<Pending>> similar = new TreeMap<>();
        for (Pending pending : taken) {
            similar.computeIfAbsent(lengths(pending), any -> new ArrayList<>()).add(pending);
        }
        long computed = 0;
        for (Map.Entry<Integer, List<Pending>> each : similar.entrySet()) {
            computed += read(each.getValue(), seeing -> running(new Kind(each.getKey(), seeing)));
        }
        return computed;
    }

    private Running running(Kind kind) {
        return running.computeIfAbsent(kind, any -> {
            Optional<Running> known = spare.stream()
                    .filter(idle -> idle.seeing() == kind.seeing())
                    .findFirst();
            known.ifPresent(spare::remove);
            return known.orElseGet(() -> batches.apply(kind.seeing()));
        });
    }

    private static long tokens(Stream<Pending> together) {
        Load load = new Load();
        together.map(Pending::ask).forEach(load::add);
        return load.tokens();
    }

    private static int lengths(Pending pending) {
        int tokens = pending.ask().request().context().tokens();
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, tokens - 1) / SHORT);
    }

    /** Reads requests together; tokens computed. */
    private long read(List<Pending> asked, IntFunction<Running> joined) {
        try {
            return reading.read(asked, joined);
        } catch (RuntimeException e) {
            isolate(asked, e);
        } catch (Error e) {
            asked.forEach(pending -> pending.fail(e));
        }
        return 0;
    }

    /** Writes a word of every answer under way; tokens computed. */
    private long write() {
        long computed = 0;
        for (Running each : running.values()) {
            if (!each.isEmpty()) {
                computed += each.computedTokens();
                write(each);
            }
        }
        running.values().stream().filter(Running::isEmpty).forEach(spare::add);
        running.values().removeIf(Running::isEmpty);
        return computed;
    }

    private void write(Running together) {
        List<Pending> asked = together.drafts().stream().map(Draft::pending).toList();
        try {
            together.step();
        } catch (RuntimeException e) {
            together.drop();
            isolate(asked, e);
        } catch (Error e) {
            together.drop();
            asked.forEach(pending -> pending.fail(e));
        }
    }

    /** Of requests that could not be computed together, those that are not over are computed once more, each alone, as a new attempt. */
    private void isolate(List<Pending> asked, RuntimeException failure) {
        if (asked.size() == 1) {
            asked.get(0).fail(failure);
            return;
        }
        asked.stream().filter(pending -> !pending.over()).forEach(this::alone);
    }

    private void alone(Pending pending) {
        try {
            List<Running> apart = new ArrayList<>();
            reading.read(List.of(pending), seeing -> {
                apart.add(batches.apply(seeing));
                return apart.get(0);
            });
            for (Running own : apart) {
                while (!own.isEmpty()) {
                    own.step();
                }
            }
        } catch (RuntimeException | Error e) {
            pending.fail(e);
        }
    }
}
