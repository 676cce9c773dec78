package io.winnow.model;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What trying a bundle's engines on a machine gave.
 *
 * @param millis that each took for the same question, {@link EngineKind#ONNX_FP32} among them
 * @param leftOut why others were not tried
 */
public record EngineTrials(SortedMap<EngineKind, Double> millis, SortedMap<EngineKind, String> leftOut)
        implements Serializable {
    /** An engine that is not faster than the reference by this factor is not worth its rounding. */
    private static final double WORTHWHILE = 1.1;

    public EngineTrials {
        millis = new TreeMap<>(millis);
        leftOut = new TreeMap<>(leftOut);
        if (!millis.containsKey(EngineKind.ONNX_FP32)) {
            throw new IllegalArgumentException("the reference was not timed, only " + millis.keySet());
        }
    }

    /** The fastest, or the reference where none is faster than it by a tenth. */
    public EngineKind best() {
        double reference = Objects.requireNonNull(millis.get(EngineKind.ONNX_FP32));
        return millis.entrySet().stream()
                .filter(trial -> trial.getValue() * WORTHWHILE <= reference)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(EngineKind.ONNX_FP32);
    }

    /** Every trial and what was left out, for people. */
    @Override
    public String toString() {
        String timed = millis.entrySet().stream()
                .map(trial ->
                        String.format(Locale.ROOT, "%s %.1f ms", trial.getKey().word(), trial.getValue()))
                .collect(Collectors.joining(", "));
        String others = leftOut.entrySet().stream()
                .map(reason -> "; not " + reason.getKey().word() + ": " + reason.getValue())
                .collect(Collectors.joining());
        return timed + others;
    }
}
