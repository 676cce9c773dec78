package io.winnow.jobs.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.winnow.prune.KeepTrials;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
 * @param deferred answers of which a cascade's first reader was unsure
 * @param endpoint what an endpoint took; nothing where none was asked
 * @param keep what was tried to find how little can be kept; absent where that was named
 */
@JsonPropertyOrder({
    "frames",
    "tokenized",
    "dropped",
    "visual",
    "kept",
    "answers",
    "deadLetters",
    "bytes",
    "seconds",
    "deferred",
    "endpoint",
    "keep"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunCounts(
        long frames,
        long tokenized,
        Map<String, Long> dropped,
        long visual,
        long kept,
        long answers,
        long deadLetters,
        Bytes bytes,
        double seconds,
        long deferred,
        Endpoint endpoint,
        @Nullable KeepTrials keep) {

    /** Bytes of what was seen and of what stands for it: pixels three bytes each, tokens at their codebook's width. */
    public record Bytes(long pixels, long tokens, long kept) {}

    /** Tokens of prompts and answers, as an endpoint counts them, and what they cost in the unit of the configured prices. */
    public record Endpoint(long tokensIn, long tokensOut, double price) {
        /** Prices are summed as whole numbers of this part of their unit. */
        public static final double PRICE_UNIT = 1e-9;
    }

    public RunCounts {
        dropped = Map.copyOf(dropped);
    }

    /**
     * Reads them from the tallies of all jobs.
     *
     * @param tallies by name, as {@link io.winnow.jobs.Tally} writes them
     * @param keep what was tried to find how little can be kept
     */
    public static RunCounts of(Map<String, Long> tallies, double seconds, Optional<KeepTrials> keep) {
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
                seconds,
                tallies.getOrDefault(TallyNames.DEFERRED, 0L),
                new Endpoint(
                        tallies.getOrDefault(TallyNames.ENDPOINT_TOKENS_IN, 0L),
                        tallies.getOrDefault(TallyNames.ENDPOINT_TOKENS_OUT, 0L),
                        tallies.getOrDefault(TallyNames.ENDPOINT_PRICE, 0L) * Endpoint.PRICE_UNIT),
                keep.orElse(null));
    }
}
