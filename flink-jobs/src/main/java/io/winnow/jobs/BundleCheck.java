package io.winnow.jobs;

import io.winnow.jobs.definition.DefinitionException;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.model.Bundle;
import io.winnow.model.EngineKind;
import io.winnow.model.Manifest;
import io.winnow.prune.PruneRules;
import io.winnow.records.Axis;
import io.winnow.tokenize.PrefixRules;
import io.winnow.tokenize.TokenizerSystem;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses bundles that do not fit each other or the pruner. */
final class BundleCheck {
    private static final Set<TokenizerSystem> OWN =
            EnumSet.of(TokenizerSystem.LAVIT, TokenizerSystem.ONE_D_PIECE, TokenizerSystem.KARL);

    private BundleCheck() {}

    static void check(PipelineDefinition definition, UsedBundles bundles) {
        bundles.tokenizer().ifPresent(tokenizer -> {
            system(definition, tokenizer);
            attention(definition, tokenizer);
            size(definition, tokenizer);
            wishes(definition, tokenizer);
            if (definition.has(Stage.PRUNE)) {
                pruner(definition, tokenizer);
            }
            bundles.reader().ifPresent(reader -> features(definition, tokenizer, reader));
        });
        bundles.reader().filter(reader -> definition.has(Stage.READ)).ifPresent(reader -> engine(definition, reader));
    }

    private static void engine(PipelineDefinition definition, Bundle reader) {
        EngineKind kind = definition.engine().reader();
        if (kind != EngineKind.AUTO && !reader.engines().contains(kind)) {
            throw new DefinitionException(
                    "BAD_ENGINE",
                    "the bundle " + reader.manifest().name() + " has no engine " + kind.word(),
                    definition.where("engine.reader"),
                    "It has "
                            + reader.engines().stream().map(EngineKind::word).collect(Collectors.joining(", "))
                            + "; auto takes the fastest of those.");
        }
    }

    /** Attention converted without an encoder is a whole bundle, and no tokenizer of pictures. */
    private static void attention(PipelineDefinition definition, Bundle tokenizer) {
        if (definition.tokenize().attends() && tokenizer.encoder().isEmpty()) {
            throw new DefinitionException(
                    "NO_ENCODER",
                    "the bundle " + tokenizer.manifest().name() + " is VQToken's attention alone and sees no pictures",
                    definition.where("tokenize.bundle"),
                    "Convert the checkpoint again, with --encoder and a bundle that makes the cells which it was trained on.");
        }
    }

    /** A bundle that does more than make cells is run as what it is, and no other can be. */
    private static void system(PipelineDefinition definition, Bundle tokenizer) {
        String made = tokenizer.manifest().system();
        String asked = definition.tokenize().system().word();
        boolean own = OWN.stream().map(TokenizerSystem::word).anyMatch(word -> word.equals(made) || word.equals(asked));
        if (own && !made.equals(asked)) {
            throw new DefinitionException(
                    "BAD_SYSTEM",
                    "the bundle " + tokenizer.manifest().name() + " is of the system " + made + ", not " + asked,
                    definition.where("tokenize.system"),
                    "Write tokenize.system: " + made + ", or choose another tokenize.bundle.");
        }
    }

    private static void size(PipelineDefinition definition, Bundle tokenizer) {
        int size = definition.tokenize().size();
        List<Integer> sizes =
                tokenizer.manifest().input().map(Manifest.Input::sizes).orElse(List.of(size));
        if (!sizes.contains(size)) {
            throw new DefinitionException(
                    "BAD_SIZE",
                    "the bundle " + tokenizer.manifest().name() + " was not made for pictures of " + size + " pixels",
                    definition.where("tokenize.size"),
                    "Write tokenize.size: "
                            + sizes.stream().map(String::valueOf).collect(Collectors.joining(" or ")) + ".");
        }
    }

    private static void wishes(PipelineDefinition definition, Bundle tokenizer) {
        PrefixRules.problem(definition.tokenize(), tokenizer.manifest()).ifPresent(problem -> {
            throw new DefinitionException(
                    "BAD_VALUE",
                    "the bundle " + tokenizer.manifest().name() + " " + problem.what(),
                    definition.where(problem.key()),
                    problem.hint());
        });
    }

    private static void pruner(PipelineDefinition definition, Bundle tokenizer) {
        tokenizer
                .manifest()
                .tokens()
                .map(count -> Axis.valueOf(count.axis().toUpperCase(Locale.ROOT)))
                .flatMap(axis -> PruneRules.problem(axis, definition.prune()))
                .ifPresent(problem -> {
                    throw new DefinitionException(
                            "BAD_EDGE",
                            "tokens of " + tokenizer.manifest().name() + ": " + problem,
                            definition.where("prune.pruner"),
                            "Change prune.pruner or tokenize.bundle.");
                });
    }

    private static void features(PipelineDefinition definition, Bundle tokenizer, Bundle reader) {
        String made =
                tokenizer.manifest().codebook().map(Manifest.Codebook::features).orElse("none");
        String read = reader.manifest().reader().map(Manifest.Reader::features).orElse("none");
        if (!made.equals(read)) {
            throw new DefinitionException(
                    "BAD_EDGE",
                    "the reader " + reader.manifest().name() + " reads ids of " + read + ", and the tokenizer "
                            + tokenizer.manifest().name() + " makes ids of " + made,
                    definition.where("read.bundle"),
                    "Choose a tokenizer and a reader of the same features; winnow models list shows them.");
        }
    }
}
