package io.winnow.read;

import io.winnow.records.Preview;
import io.winnow.records.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Chooses pictures for a context: those nearest to the frames that have kept tokens, spread evenly where there are more than a reader looks at. */
public final class Pictures {
    private Pictures() {}

    /**
     * Chooses.
     *
     * @param context whose frames are asked about
     * @param known pictures of its stream
     * @param reachMicros farther from a frame a picture does not show it
     * @param most pictures
     * @return in the order of time
     */
    public static List<Preview> of(ReadContext context, Collection<Preview> known, long reachMicros, int most) {
        NavigableMap<Long, Preview> byStart = new TreeMap<>();
        known.forEach(picture -> byStart.put(picture.span().startMicros(), picture));
        TreeSet<Long> chosen = new TreeSet<>();
        int before = -1;
        for (int frame : context.visual().frames()) {
            if (frame != before) {
                nearest(byStart, context.frames().get(frame), reachMicros, chosen);
                before = frame;
            }
        }
        return spread(chosen.stream().map(byStart::get).toList(), most);
    }

    private static void nearest(
            NavigableMap<Long, Preview> byStart, Span frame, long reachMicros, Collection<Long> chosen) {
        long start = frame.startMicros();
        Long below = byStart.floorKey(start);
        Long above = byStart.ceilingKey(start);
        long farBelow = below == null ? Long.MAX_VALUE : start - below;
        long farAbove = above == null ? Long.MAX_VALUE : above - start;
        if (below != null && farBelow <= farAbove && farBelow <= reachMicros) {
            chosen.add(below);
        } else if (above != null && farAbove <= reachMicros) {
            chosen.add(above);
        }
    }

    /** First and last, and the rest at even steps between them; of one, the middle. */
    private static List<Preview> spread(List<Preview> pictures, int most) {
        if (pictures.size() <= most) {
            return pictures;
        }
        if (most == 1) {
            return List.of(pictures.get(pictures.size() / 2));
        }
        List<Preview> spread = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            spread.add(pictures.get((int) Math.round((double) i * (pictures.size() - 1) / (most - 1))));
        }
        return spread;
    }
}
