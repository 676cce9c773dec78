package io.winnow.cli.eval;

import io.winnow.cli.models.TokenizerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What suites are to measure, and on what.
 *
 * @param data folder of the evaluation
 * @param limit most questions or pictures of a suite
 * @param seed of what is left to chance
 * @param baselines whether they are measured too
 * @param keeps shares of tokens to keep; none for those that are usual in a suite
 * @param minutes lengths of long clips
 * @param engines in which the reader is computed; none for the one that the settings choose
 * @param tokenizer name or folder of the bundle that makes tokens; empty for the usual
 * @param settings of pipelines, each {@code KEY=VALUE}
 */
record EvalOptions(
        Path data,
        int limit,
        long seed,
        boolean baselines,
        List<Double> keeps,
        List<Integer> minutes,
        List<String> engines,
        Optional<String> tokenizer,
        List<String> settings) {

    List<Double> keeps(List<Double> usual) {
        return keeps.isEmpty() ? usual : keeps;
    }

    /** The settings of a pipeline whose tokens the tokenizer makes. */
    List<String> settingsOfTokenizer() {
        List<String> all = new ArrayList<>(tokenizer.map(TokenizerSettings::of).orElse(List.of()));
        all.addAll(settings);
        return all;
    }
}
