package io.winnow.jobs.keep;

import java.util.List;
import java.util.stream.IntStream;

/** Takes some of many, the same each time. */
final class Spread {
    private Spread() {}

    /** At most so many, evenly spread, in their order. */
    static <T> List<T> over(List<T> all, int most) {
        int count = Math.min(most, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }
}
