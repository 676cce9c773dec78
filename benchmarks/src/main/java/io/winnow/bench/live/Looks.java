package io.winnow.bench.live;

import io.winnow.bench.process.ProcessTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the line's processes took, look by look. */
public final class Looks {
    private static final double NANOS_AN_HOUR = 3.6e12;

    private final long begunNanos = System.nanoTime();
    private final List<Look> looks = new ArrayList<>();

    /**
     * One look.
     *
     * @param hours since the first could have been
     * @param pssBytes memory
     * @param threads of all processes
     * @param descriptors that they have open
     * @param processes themselves
     */
    public record Look(double hours, double pssBytes, double threads, double descriptors, double processes) {}

    public void take(ProcessTree line) throws IOException {
        looks.add(new Look(
                (System.nanoTime() - begunNanos) / NANOS_AN_HOUR,
                line.pssBytes(),
                line.threads(),
                line.descriptors(),
                line.processes().size()));
    }

    /** Of the last two thirds, since before that the line still warms up. */
    public Trend of(ToDoubleFunction<Look> level) {
        List<Look> settled = looks.subList(looks.size() / 3, looks.size());
        return Trend.of(
                settled.stream().mapToDouble(Look::hours).toArray(),
                settled.stream().mapToDouble(level).toArray());
    }
}
