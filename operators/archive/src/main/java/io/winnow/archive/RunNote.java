package io.winnow.archive;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an archive says of a run whose tokens it holds, in {@value RunTokens#NOTE}.
 *
 * @param format of its objects
 * @param run its id
 * @param pipeline its name
 * @param tokenizer the bundle, {@code name@digest12}
 * @param values what decides the tokens, by key
 * @param sources addresses, without credentials
 */
public record RunNote(
        int format,
        String run,
        String pipeline,
        String tokenizer,
        SortedMap<String, String> values,
        List<String> sources)
        implements Serializable {
    /** The format that this version writes and reads. */
    public static final int FORMAT = 1;

    public RunNote {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(pipeline, "pipeline");
        Objects.requireNonNull(tokenizer, "tokenizer");
        values = new TreeMap<>(values);
        sources = List.copyOf(sources);
    }

    /** A run's. */
    public static RunNote of(String run, String pipeline, Computation computation, List<String> sources) {
        return new RunNote(FORMAT, run, pipeline, computation.tokenizer(), computation.values(), sources);
    }

    Computation computation() {
        return new Computation(tokenizer, values);
    }
}
