package io.winnow.jobs.archive;

import io.winnow.archive.Computation;
import io.winnow.jobs.definition.OptionsMapper;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.model.Bundle;
import io.winnow.tokenize.TokenizerSystem;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says what decides an archive's tokens, and leaves out all else, so that a change of that makes nothing anew. */
final class Computations {
    private static final String DECODE = "decode";
    private static final String TEXT = ".md";
    private static final String MEASURE = "archive.measure";

    private Computations() {}

    /**
     * Says it.
     *
     * @param measure whether rows state how far pictures of tokens are off
     */
    static Computation of(PipelineDefinition definition, Bundle bundle, boolean measure) {
        SortedMap<String, String> values = new TreeMap<>(OptionsMapper.values(definition.decode(), true));
        values.putAll(OptionsMapper.values(definition.tokenize(), true));
        values.put(
                "engine.device", OptionsMapper.values(definition.engine(), true).get("engine.device"));
        // Each picture is a stream of its own here, whose clock says nothing.
        values.remove("decode.picture-length");
        // What passes a limit fails, and is retried with another; what does not is the same under any.
        values.keySet().removeIf(key -> key.startsWith("decode.limits."));
        if (measure) {
            values.put(MEASURE, String.valueOf(true));
        }
        values.remove("tokenize.bundle");
        values.keySet().removeIf(key -> unused(key, definition.tokenize().system()));
        values.putAll(encoding(bundle));
        return new Computation(bundle.ref().toString(), values);
    }

    /** Options that a method does not look at. */
    private static boolean unused(String key, TokenizerSystem system) {
        boolean clips = key.startsWith("tokenize.vqtoken.") || key.startsWith("tokenize.clip.");
        return (clips && system != TokenizerSystem.VQTOKEN)
                || (key.equals("tokenize.tokens") && !system.ordersTokens())
                || (key.equals("tokenize.quality") && system != TokenizerSystem.KARL);
    }

    /** What of a bundle makes tokens: all of it but the way back to pictures, the examples and what is for people. */
    private static SortedMap<String, String> encoding(Bundle bundle) {
        SortedMap<String, String> values = new TreeMap<>();
        bundle.manifest().files().forEach((path, hash) -> {
            boolean back = bundle.manifest().graphs().containsKey(DECODE)
                    && path.startsWith(bundle.spec(DECODE).file());
            boolean example = bundle.manifest().examples().filter(path::equals).isPresent();
            if (!back && !example && !path.endsWith(TEXT)) {
                values.put("bundle." + path, hash);
            }
        });
        bundle.manifest()
                .input()
                .ifPresent(input ->
                        values.put("bundle.input", input.resize().name() + " " + input.colour() + " " + input.sizes()));
        bundle.manifest()
                .codebook()
                .ifPresent(codebook -> values.put("bundle.codebook", codebook.size() + " " + codebook.width()));
        bundle.manifest()
                .tokens()
                .ifPresent(
                        tokens -> values.put("bundle.tokens", tokens.min() + " " + tokens.max() + " " + tokens.axis()));
        bundle.encoder().ifPresent(encoder -> values.put("bundle.encoder", encoder.digest()));
        return values;
    }

    /** The options that a computation was made with, each {@code KEY=VALUE}. */
    static List<String> settings(Computation computation) {
        return computation.values().entrySet().stream()
                .filter(value -> value.getKey().matches("(decode|tokenize|engine)\\..*"))
                .map(value -> value.getKey() + "=" + value.getValue())
                .toList();
    }

    static boolean measures(Computation computation) {
        return computation.values().containsKey(MEASURE);
    }
}
