package io.winnow.jobs;

import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.jobs.run.StoredRun;
import io.winnow.tokenize.TokenizerSystem;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a pipeline differs in from the run that it is to go on with, and whether the run can. Its state is of tokens, windows, questions and places in its sources. All of these are good for other bundles
 * too, as long as the features are the same that tokens stand for: a window holds tokens of one tokenizer, whatever follows it.
 *
 * @param keys of the values that differ
 * @param known whether the run says what it began with, which those of earlier versions do not
 */
record RunChange(SortedSet<String> keys, boolean known) {
    /** The key of the features that tokens stand for, beside those of the configuration. */
    static final String FEATURES = "features";

    private static final String TOKENIZER = "tokenize.bundle";
    private static final Pattern BUNDLE = Pattern.compile("(tokenize|prune|read)\\.bundle(\\..+)?");

    static RunChange between(StoredRun run, ResolvedPipeline pipeline) {
        Map<String, String> before = run.parts();
        Map<String, String> now = pipeline.parts();
        SortedSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(now.keySet());
        keys.removeIf(key -> Objects.equals(before.get(key), now.get(key)));
        return new RunChange(keys, !before.isEmpty());
    }

    /** Whether bundles differ, and nothing else does. */
    private boolean onlyBundles() {
        return known && keys.stream().allMatch(key -> BUNDLE.matcher(key).matches());
    }

    /**
     * The run as it goes on.
     *
     * @param upgrade whether with other bundles
     * @throws PipelineFailure where it cannot
     */
    StoredRun apply(StoredRun run, ResolvedPipeline pipeline, boolean upgrade) {
        if (run.digest().equals(pipeline.digest())) {
            return run.under(pipeline.digest(), pipeline.parts());
        }
        if (!upgrade || !onlyBundles()) {
            throw changed(run, pipeline);
        }
        held(pipeline.definition()).ifPresent(what -> {
            throw failure(
                    "NO_UPGRADE",
                    "run " + run.id() + " cannot go on with another tokenizer: " + what,
                    run,
                    pipeline,
                    "Undo the change, or begin a new run with --fresh.");
        });
        return run.under(pipeline.digest(), pipeline.parts()).undecided();
    }

    /** What is held of the tokenizer that was, beyond tokens. */
    private Optional<String> held(PipelineDefinition definition) {
        if (keys.stream().noneMatch(key -> key.startsWith(TOKENIZER))) {
            return Optional.empty();
        }
        if (definition.has(Stage.TOKENIZE) && definition.tokenize().system() == TokenizerSystem.VQTOKEN) {
            return Optional.of("clips that are not yet tokens hold frames as the one before saw them");
        }
        return definition.keep().any()
                ? Optional.of("its archive says of all its tokens that the one before made them")
                : Optional.empty();
    }

    private PipelineFailure changed(StoredRun run, ResolvedPipeline pipeline) {
        return failure(
                "RUN_CHANGED",
                "run " + run.id() + " cannot be resumed: "
                        + (known
                                ? "changed since it began: " + String.join(", ", keys)
                                : "the pipeline's sources, edges, bundles or options have changed since"),
                run,
                pipeline,
                onlyBundles()
                        ? "Go on with the new bundles with --upgrade, undo the change, or begin a new run with --fresh."
                        : "Undo the change, or begin a new run with --fresh. Only bundles can be others, with --upgrade.");
    }

    private static PipelineFailure failure(
            String code, String what, StoredRun run, ResolvedPipeline pipeline, String hint) {
        return new PipelineFailure(
                code,
                2,
                what,
                run.pipeline(),
                hint,
                new IllegalStateException(run.digest() + " is now " + pipeline.digest()));
    }
}
