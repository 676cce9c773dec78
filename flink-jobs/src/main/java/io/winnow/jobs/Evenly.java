package io.winnow.jobs;

import java.util.List;
import java.util.stream.IntStream;

/** Takes some of many, the same each time. */
public final class Evenly {
    private Evenly() {}

    /** At most so many, evenly spread, in their order. */
    public static <T> List<T> some(List<T> all, int most) {
        int count = Math.min(most, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }
}
