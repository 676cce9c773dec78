package io.winnow.decode.flink;

import io.winnow.decode.control.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;

/**
 * Where each split is: it waits, or one reader has it. Those that wait are dealt when all readers are there, to whoever has the fewest. A split that was begun goes back to the reader that it comes
 * from, behind which the stream's state is, unless all readers have started anew: then every one of them has the state of every stream.
 */
final class Placement {
    private static final int NOBODY = -1;

    private final SplitEnumeratorContext<VideoSplit> context;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, Placed> placed = new LinkedHashMap<>();
    private final Set<Integer> present = new TreeSet<>();
    private final Set<Integer> settled = new TreeSet<>();
    private final Map<String, Integer> reporters = new HashMap<>();
    private final Map<String, Integer> endedElsewhere = new HashMap<>();

    private record Waiting(VideoSplit split, int from) {}

    /** A split at a reader, and what that was told to do with it. */
    static final class Placed {
        private final VideoSplit split;
        private final int reader;
        private Standing told;

        private Placed(VideoSplit split, int reader) {
            this.split = split;
            this.reader = reader;
            this.told = split.paused() ? Standing.PAUSED : Standing.READ;
        }

        VideoSplit split() {
            return split;
        }

        Standing told() {
            return told;
        }
    }

    Placement(SplitEnumeratorContext<VideoSplit> context) {
        this.context = context;
    }

    /** Takes a split that no reader had. */
    void add(VideoSplit split) {
        waiting.putIfAbsent(split.splitId(), new Waiting(split, NOBODY));
    }

    /** A reader has come, with what it had at its last checkpoint; what another has since is that one's. */
    void register(int reader, Collection<VideoSplit> had) {
        present.add(reader);
        had.forEach(split -> reporters.put(split.splitId(), reader));
        back(had, reader);
    }

    /** A reader is gone, and what it was given since its last checkpoint is back; what it had then it says when it comes again. */
    void unregister(int reader, Collection<VideoSplit> given) {
        present.remove(reader);
        settled.remove(reader);
        placed.values().removeIf(one -> one.reader == reader);
        endedElsewhere.values().removeIf(ender -> ender == reader);
        back(given, reader);
    }

    private void back(Collection<VideoSplit> splits, int from) {
        splits.stream()
                .filter(split -> !placed.containsKey(split.splitId()) && !endedElsewhere.containsKey(split.splitId()))
                .forEach(split -> waiting.putIfAbsent(split.splitId(), new Waiting(split, from)));
    }

    /** Whether every reader is there. */
    boolean complete() {
        return present.size() == context.currentParallelism()
                && context.registeredReaders().keySet().containsAll(present);
    }

    /** Deals what waits, if every reader is there; whether there was anything. */
    boolean deal() {
        if (!complete()) {
            return false;
        }
        boolean anew = settled.isEmpty();
        settled.addAll(present);
        if (waiting.isEmpty()) {
            return false;
        }
        Map<Integer, List<VideoSplit>> shares = new TreeMap<>();
        List<Waiting> free = new ArrayList<>();
        for (Waiting one : List.copyOf(waiting.values())) {
            boolean bound = !anew && one.from != NOBODY && one.split.progress().started();
            if (bound) {
                place(one, one.from, shares);
            } else {
                free.add(one);
            }
        }
        int[] counts = counts();
        for (Waiting one : free) {
            int reader = fewest(counts);
            counts[reader]++;
            place(one, reader, shares);
        }
        context.assignSplits(new SplitsAssignment<>(shares));
        return true;
    }

    /** Deals all that waits to one reader, which alone reads on. */
    void dealTo(int reader) {
        Map<Integer, List<VideoSplit>> shares = new TreeMap<>();
        List.copyOf(waiting.values()).forEach(one -> place(one, reader, shares));
        if (!shares.isEmpty()) {
            context.assignSplits(new SplitsAssignment<>(shares));
        }
    }

    private void place(Waiting one, int reader, Map<Integer, List<VideoSplit>> shares) {
        waiting.remove(one.split.splitId());
        placed.put(one.split.splitId(), new Placed(one.split, reader));
        shares.computeIfAbsent(reader, any -> new ArrayList<>()).add(one.split);
    }

    private int[] counts() {
        int[] counts = new int[context.currentParallelism()];
        placed.values().forEach(one -> counts[one.reader]++);
        return counts;
    }

    private static int fewest(int[] counts) {
        int fewest = 0;
        for (int reader = 1; reader < counts.length; reader++) {
            if (counts[reader] < counts[fewest]) {
                fewest = reader;
            }
        }
        return fewest;
    }

    /** Tells a split's reader what to do with it. One that is gone hears it when it has come again. */
    void tell(Placed one, Standing standing) {
        if (one.told != standing && context.registeredReaders().containsKey(one.reader)) {
            context.sendEventToSourceReader(one.reader, new StreamOrder(one.split.splitId(), standing));
            one.told = standing;
        }
    }

    /** A reader has come to the end of a split, which is returned; not of one that another has by now. */
    Optional<VideoSplit> left(String split, int reader) {
        Optional<Placed> left = Optional.ofNullable(placed.get(split)).filter(one -> one.reader == reader);
        left.ifPresent(one -> {
            placed.remove(split);
            Integer reporter = reporters.get(split);
            if (reporter != null && reporter != reader) {
                // That one would bring it back, were it restored without this one.
                endedElsewhere.put(split, reader);
            }
        });
        return left.map(Placed::split);
    }

    /** Forgets splits that wait and of which nothing has been told. */
    void dropUnread(Predicate<VideoSplit> unwanted) {
        waiting.values().removeIf(one -> !one.split.progress().started() && unwanted.test(one.split));
    }

    /** Whether any split of a source waits or is at a reader. */
    boolean holds(String source) {
        return splits().anyMatch(split -> split.source().equals(source));
    }

    /** Ids of the streams that wait or are at a reader. */
    Set<String> streams() {
        return splits().map(VideoSplit::stream).collect(Collectors.toSet());
    }

    private Stream<VideoSplit> splits() {
        return Stream.concat(
                waiting.values().stream().map(Waiting::split),
                placed.values().stream().map(Placed::split));
    }

    List<Placed> placed() {
        return List.copyOf(placed.values());
    }

    boolean isEmpty() {
        return waiting.isEmpty() && placed.isEmpty();
    }

    /** What no reader has. */
    List<VideoSplit> state() {
        return waiting.values().stream().map(Waiting::split).toList();
    }
}
