package io.winnow.prune;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of keeping less and less of a sample's tokens.
 *
 * @param share the smallest whose answers, and those of all larger ones, agree often enough with the answers on all tokens; 1 where none do
 * @param agree part of the answers that must agree
 * @param streams in the sample
 * @param answers on it, with all tokens
 * @param agreeing for each share that was tried, how many answers are the same as those
 */
public record KeepTrials(double share, double agree, int streams, int answers, SortedMap<Double, Integer> agreeing)
        implements Serializable {
    private static final double ROUNDING = 1e-9;

    public KeepTrials {
        agreeing = Collections.unmodifiableSortedMap(new TreeMap<>(agreeing));
        if (answers < 1 || streams < 1 || agreeing.isEmpty()) {
            throw new IllegalArgumentException(answers + " answers on " + streams + " streams, with " + agreeing.size()
                    + " shares, are no trials");
        }
        agreeing.forEach((tried, same) -> {
            if (!(tried > 0 && tried < 1) || same < 0 || same > answers) {
                throw new IllegalArgumentException(same + " of " + answers + " answers at a share of " + tried);
            }
        });
    }

    /** Chooses the share. One below a share at which too few agree is not taken, since what agrees there does so by chance. */
    public static KeepTrials of(double agree, int streams, int answers, Map<Double, Integer> agreeing) {
        SortedMap<Double, Integer> tried = new TreeMap<>(Collections.reverseOrder());
        tried.putAll(agreeing);
        double share = 1;
        for (Map.Entry<Double, Integer> one : tried.entrySet()) {
            if (one.getValue() < agree * answers - ROUNDING) {
                break;
            }
            share = one.getKey();
        }
        return new KeepTrials(share, agree, streams, answers, new TreeMap<>(agreeing));
    }

    /** Part of the answers that agree at the share that was chosen. */
    public double agreement() {
        return (double) agreeing.getOrDefault(share, answers) / answers;
    }

    /** What is kept of each window, for people: {@code 10 %}, or {@code all}. */
    public String kept() {
        return share == 1 ? "all" : percent(share);
    }

    /** As a part of a sentence: {@code 10 % of each window's tokens: of 128 answers on 8 streams, 128 stay the same with 50 %, 125 with 10 %; 95 % must}. */
    @Override
    public String toString() {
        List<String> tried = new ArrayList<>();
        agreeing.forEach((one, same) -> tried.add(0, same + " with " + percent(one)));
        tried.set(
                0,
                tried.get(0).replaceFirst(" with ", answers == 1 ? " stays the same with " : " stay the same with "));
        return kept() + " of each window's tokens: of "
                + KeepForm.counted(answers, "answer") + " on " + KeepForm.counted(streams, "stream") + ", "
                + String.join(", ", tried) + "; " + percent(agree) + " must";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%s %%", KeepForm.plain(Math.round(share * 1e4) / 1e2));
    }
}
