package io.winnow.jobs.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run did: the last line of the command.
 *
 * @param frames decoded
 * @param tokenized frames that became tokens
 * @param dropped frames that did not, by reason
 * @param visual tokens made
 * @param kept tokens that the pruner kept
 * @param answers written
 * @param deadLetters written
 * @param bytes of pixels, tokens, kept tokens
 * @param seconds from the first submission to now
 */
@JsonPropertyOrder({"frames", "tokenized", "dropped", "visual", "kept", "answers", "deadLetters", "bytes", "seconds"})
public record RunCounts(
        long frames,
        long tokenized,
        Map<String, Long> dropped,
        long visual,
        long kept,
        long answers,
        long deadLetters,
        Bytes bytes,
        double seconds) {

    /** Bytes of what was seen and of what stands for it: pixels three bytes each, tokens at their codebook's width. */
    public record Bytes(long pixels, long tokens, long kept) {}

    public RunCounts {
        dropped = Map.copyOf(dropped);
    }

    /**
     * Reads them from the tallies of all jobs.
     *
     * @param tallies by name, as {@link io.winnow.jobs.Tally} writes them
     */
    public static RunCounts of(Map<String, Long> tallies, double seconds) {
        Map<String, Long> dropped = new TreeMap<>();
        tallies.forEach((name, count) -> {
            if (name.startsWith(TallyNames.DROPPED) && count > 0) {
                dropped.put(name.substring(TallyNames.DROPPED.length()), count);
            }
        });
        return new RunCounts(
                tallies.getOrDefault(TallyNames.FRAMES, 0L),
                tallies.getOrDefault(TallyNames.TOKENIZED, 0L),
                dropped,
                tallies.getOrDefault(TallyNames.VISUAL, 0L),
                tallies.getOrDefault(TallyNames.KEPT, 0L),
                tallies.getOrDefault(TallyNames.ANSWERS, 0L),
                tallies.getOrDefault(TallyNames.DEAD_LETTERS, 0L),
                new Bytes(
                        tallies.getOrDefault(TallyNames.PIXEL_BYTES, 0L),
                        tallies.getOrDefault(TallyNames.TOKEN_BYTES, 0L),
                        tallies.getOrDefault(TallyNames.KEPT_BYTES, 0L)),
                seconds);
    }
}
