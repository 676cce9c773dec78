package io.winnow.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many times faster, or otherwise better, one thing is than another.
 *
 * @param suite it belongs to
 * @param ratio what was measured
 * @param of what is above 1 when better
 * @param to what it is compared with
 * @param median over the runs, as are the next two; 0 where nothing was measured
 * @param min the worst
 * @param max the best
 * @param runs of both, alternately
 * @param threads that each of the two had
 * @param machine that it was measured on
 * @param aim that the median should reach; empty where it is told for its own sake
 * @param notRun why nothing was measured
 */
public record Ratio(
        String suite,
        String ratio,
        String of,
        String to,
        double median,
        double min,
        double max,
        int runs,
        int threads,
        String machine,
        OptionalDouble aim,
        Optional<String> notRun) {

    /** From the ratio of each run. */
    public static Ratio of(String suite, String ratio, String of, String to, double[] runs, int threads) {
        double[] sorted = runs.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        double median = (sorted[last / 2] + sorted[sorted.length / 2]) / 2;
        return new Ratio(
                suite,
                ratio,
                of,
                to,
                median,
                sorted[0],
                sorted[last],
                runs.length,
                threads,
                Machine.describe(),
                OptionalDouble.empty(),
                Optional.empty());
    }

    /** The same with what it should reach. */
    public Ratio aiming(double least) {
        return new Ratio(
                suite, ratio, of, to, median, min, max, runs, threads, machine, OptionalDouble.of(least), notRun);
    }

    /** Of what could not be measured. */
    public static Ratio notRun(String suite, String ratio, String of, String to, int threads, String why) {
        return new Ratio(
                suite,
                ratio,
                of,
                to,
                0,
                0,
                0,
                0,
                threads,
                Machine.describe(),
                OptionalDouble.empty(),
                Optional.of(why));
    }

    /** As {@code bench --json} prints it. */
    public Map<String, Object> json() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("suite", suite);
        line.put("ratio", ratio);
        line.put("of", of);
        line.put("to", to);
        line.put("median", median);
        line.put("min", min);
        line.put("max", max);
        line.put("runs", runs);
        line.put("threads", threads);
        line.put("machine", machine);
        aim.ifPresent(least -> line.put("aim", least));
        notRun.ifPresent(why -> line.put("notRun", why));
        return line;
    }
}
