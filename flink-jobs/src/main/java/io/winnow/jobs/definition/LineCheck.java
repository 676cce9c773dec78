package io.winnow.jobs.definition;

import io.winnow.prune.Keep;
import io.winnow.prune.PrunerKind;
import java.util.List;
import java.util.Optional;

/** Refuses lines whose stages and edges do not fit together. */
final class LineCheck {
    private LineCheck() {}

    static void check(PipelineDefinition definition, String file) {
        if (!PipelineDefinition.isName(definition.name())) {
            throw new DefinitionException(
                    "BAD_NAME",
                    definition.name().isEmpty()
                            ? "the pipeline has no name"
                            : "'" + definition.name() + "' cannot be a pipeline's name",
                    definition.name().isEmpty() ? file : definition.where("name"),
                    "Write name: with lower-case letters, digits and dashes.");
        }
        order(definition);
        ends(definition);
        sources(definition, file);
        cap(definition);
        auto(definition);
        checkpoints(definition);
        previews(definition);
        archive(definition);
        metrics(definition);
    }

    private static void checkpoints(PipelineDefinition definition) {
        if (definition.needsKafka() && definition.flink().checkpointInterval().isZero()) {
            throw new DefinitionException(
                    "BAD_VALUE",
                    "a pipeline with topics needs checkpoints: without them nothing would be committed",
                    definition.where("flink.checkpoint-interval"),
                    "Write flink.checkpoint-interval: 5s.");
        }
    }

    /** Where the sources are another pipeline's, nobody but the user knows how many streams share a cap. */
    private static void cap(PipelineDefinition definition) {
        if (definition.has(Stage.PRUNE) && definition.prune().keep() instanceof Keep.Rate rate && rate.streams() == 0) {
            throw new DefinitionException(
                    "BAD_VALUE",
                    "a cap of " + rate + " is shared by the pipeline's streams, and it has no sources to count",
                    definition.where("prune.keep"),
                    "Say how many streams share it: prune.keep: " + rate + " over 4 streams.");
        }
    }

    /** What is tried is a reader's answers on tokens that are made before the run. */
    private static void auto(PipelineDefinition definition) {
        PrunerKind pruner = definition.prune().pruner();
        if (!definition.has(Stage.PRUNE)
                || pruner == PrunerKind.KEEP_ALL
                || !(definition.prune().keep() instanceof Keep.Auto)) {
            return;
        }
        Optional<String> problem = Optional.empty();
        if (!definition.has(Stage.TOKENIZE)) {
            problem = Optional.of("its tokens are made by another pipeline");
        } else if (!pruner.needsReader()) {
            problem = Optional.of("its tokens are cut to prefixes, which no reader answers on");
        } else if (definition.has(Stage.READ) && !definition.readsTokens()) {
            problem = Optional.of("an endpoint answers, which would have to be paid for it");
        }
        problem.ifPresent(why -> {
            throw new DefinitionException(
                    "BAD_VALUE",
                    "how little can be kept cannot be tried before the pipeline begins: " + why,
                    definition.where("prune.keep"),
                    "Name what is kept, such as prune.keep: 0.25.");
        });
    }

    /** An archive is made of what the pipeline's own topic of tokens brings. */
    private static void archive(PipelineDefinition definition) {
        if (!definition.keep().any()) {
            return;
        }
        if (!definition.has(Stage.TOKENIZE)) {
            throw new DefinitionException(
                    "BAD_EDGE",
                    "the pipeline has an archive but no stage that makes tokens",
                    definition.where("archive"),
                    "Write archive: in the pipeline that tokenizes.");
        }
        if (!definition.edges().tokens().isKafka()) {
            throw new DefinitionException(
                    "BAD_EDGE",
                    "the archive is written from the topic of tokens, and edges.tokens is local",
                    definition.where("archive"),
                    "Write edges.tokens: kafka, or leave archive out.");
        }
        if (!definition.decode().stay()
                && definition.sources().stream()
                        .noneMatch(source -> source.retention().isZero())) {
            throw new DefinitionException(
                    "BAD_VALUE",
                    "the archive would hold nothing: every source has a retention, and an archive is kept until somebody deletes it",
                    definition.where("archive"),
                    "Leave archive out, or the retention of what it is to hold.");
        }
    }

    /** A cluster's reporters are those that it was started with. */
    private static void metrics(PipelineDefinition definition) {
        traces(definition);
        if (!definition.flink().rest().isEmpty()
                && definition.metrics().address().isPresent()) {
            throw new DefinitionException(
                    "BAD_VALUE",
                    "metrics.prometheus is of the Flink inside the command, and flink.rest names a cluster",
                    definition.where("metrics.prometheus"),
                    "Leave it out, and set the reporter in the configuration of the cluster, as docs/metrics.md says.");
        }
    }

    /** What nobody is told is not worth choosing, and what nobody chooses is not told; a share of 0 that was written is how one switches it off. */
    private static void traces(PipelineDefinition definition) {
        boolean cluster = !definition.flink().rest().isEmpty();
        boolean told = !definition.metrics().otlp().isEmpty();
        boolean chosen = definition.metrics().tracesRatio() > 0;
        boolean off = !chosen && definition.wrote("traces.ratio");
        if (cluster && told) {
            throw new DefinitionException(
                    "BAD_VALUE",
                    "traces.otlp is of a Flink that is started for the pipeline, and flink.rest names one that runs already",
                    definition.where("traces.otlp"),
                    "Leave it out, and set the reporter in the configuration of the cluster, as docs/metrics.md says.");
        }
        if (!cluster && told != chosen && !(told && off)) {
            throw new DefinitionException(
                    "BAD_VALUE",
                    told
                            ? "traces.otlp names a collector, and traces.ratio, which chooses what is traced, was not written, so that nothing would be sent"
                            : "traces.ratio chooses what is traced, and traces.otlp names no collector, so that nothing would be sent",
                    definition.where(told ? "traces.otlp" : "traces.ratio"),
                    "Write both, such as traces.ratio: 0.05 and traces.otlp: http://127.0.0.1:4318/v1/traces, or none.");
        }
    }

    /** Pictures of frames stay in the job that decodes them. */
    private static void previews(PipelineDefinition definition) {
        boolean looks =
                definition.has(Stage.READ) && definition.vision().reader().looks();
        boolean together = definition.has(Stage.TOKENIZE)
                && !definition.edges().tokens().isKafka()
                && !definition.edges().pruned().isKafka();
        if (looks && !together) {
            throw new DefinitionException(
                    "BAD_EDGE",
                    "the reader looks at pictures, and they are made in another job",
                    definition.where("read.reader"),
                    "Write edges.tokens: local and edges.pruned: local, with all of tokenize, prune and read in"
                            + " stages.");
        }
    }

    private static void order(PipelineDefinition definition) {
        List<Stage> stages = definition.general().stages();
        String where = definition.where("stages");
        if (stages.isEmpty()) {
            throw new DefinitionException("BAD_EDGE", "the pipeline has no stage", where, "Write stages: [tokenize].");
        }
        for (int i = 1; i < stages.size(); i++) {
            Stage earlier = stages.get(i - 1);
            Stage later = stages.get(i);
            if (earlier == later) {
                throw new DefinitionException(
                        "BAD_EDGE",
                        "two stages would read the same edge: " + later.word() + " is listed twice",
                        where,
                        "List each stage once.");
            }
            if (!later.previous().equals(Optional.of(earlier))) {
                throw new DefinitionException(
                        "BAD_EDGE",
                        later.word() + " cannot follow " + earlier.word() + ": it needs what " + needs(later)
                                + " makes",
                        where,
                        "The line is tokenize, prune, read; leave out stages only at its ends. To read every token,"
                                + " keep prune with prune.pruner: keep-all.");
            }
        }
    }

    private static String needs(Stage stage) {
        return stage.previous().map(Stage::word).orElse("the decoder");
    }

    private static void ends(PipelineDefinition definition) {
        List<Stage> stages = definition.general().stages();
        Stage first = stages.get(0);
        Stage last = stages.get(stages.size() - 1);
        definition.before(first).ifPresent(link -> {
            if (link.pipeline().isEmpty() || link.pipeline().equals(definition.name())) {
                throw new DefinitionException(
                        "BAD_EDGE",
                        first.word() + " has nothing to read: the pipeline has no stage before it",
                        definition.where(keyBefore(first)),
                        "Write " + keyBefore(first) + ": kafka:PIPELINE to read another pipeline's topic.");
            }
        });
        for (Stage stage : stages.subList(1, stages.size())) {
            definition.before(stage).filter(link -> !link.pipeline().isEmpty()).ifPresent(link -> {
                throw new DefinitionException(
                        "BAD_EDGE",
                        stage.word() + " would read two edges: its own pipeline's and that of " + link.pipeline(),
                        definition.where(keyBefore(stage)),
                        "Write kafka or local, or begin stages with " + stage.word() + ".");
            });
        }
        definition.after(last).filter(link -> !link.equals(Link.KAFKA)).ifPresent(link -> {
            throw new DefinitionException(
                    "BAD_EDGE",
                    "nothing reads what " + last.word() + " makes: its edge is " + link + " and no stage follows",
                    definition.where(keyAfter(last)),
                    "Write " + keyAfter(last) + ": kafka, or add the next stage.");
        });
    }

    private static String keyAfter(Stage stage) {
        return stage == Stage.TOKENIZE ? "edges.tokens" : "edges.pruned";
    }

    private static String keyBefore(Stage stage) {
        return stage == Stage.PRUNE ? "edges.tokens" : "edges.pruned";
    }

    private static void sources(PipelineDefinition definition, String file) {
        boolean stays = definition.decode().stay();
        if (stays && !definition.needsKafka()) {
            throw new DefinitionException(
                    "BAD_VALUE",
                    "the pipeline is to wait for streams, and has no topic by which it could be told of them",
                    definition.where("decode.stay"),
                    "Write edges.tokens: kafka, or leave decode.stay out.");
        }
        if (definition.has(Stage.TOKENIZE) && definition.sources().isEmpty() && !stays) {
            throw new DefinitionException(
                    "NO_SOURCE",
                    "the pipeline has no source",
                    file,
                    "Add sources: with a list of {id: ID, address: PATH or URL}, or write decode.stay: true and add"
                            + " streams while it runs.");
        }
        Optional<SourceDefinition> published = definition.sources().stream()
                .filter(source -> source.published() && source.problem().isEmpty())
                .findFirst();
        if (published.isPresent() && definition.kafka().bootstrap().isEmpty()) {
            throw new DefinitionException(
                    "BAD_SOURCE",
                    "source " + published.get().id() + " is read from a topic, and no broker is named",
                    file,
                    "Write kafka.bootstrap: HOST:9092, or --set kafka.bootstrap=HOST:9092.");
        }
        addresses(definition, file);
        retentions(definition, file);
    }

    /** Who decodes needs an address; who reads what another pipeline made of a source has no use for one. */
    private static void addresses(PipelineDefinition definition, String file) {
        boolean decodes = definition.has(Stage.TOKENIZE);
        definition.sources().stream()
                .filter(source -> source.decoded() != decodes)
                .findFirst()
                .ifPresent(source -> {
                    throw decodes
                            ? new DefinitionException(
                                    "BAD_SOURCE",
                                    "source " + source.id() + " has no address",
                                    file,
                                    "Add address: PATH or URL.")
                            : new DefinitionException(
                                    "BAD_EDGE",
                                    "the pipeline has sources but no stage that decodes them",
                                    file,
                                    "Add tokenize to stages, or remove sources; of a source that another pipeline decodes, write its id and retention alone.");
                });
    }

    /** What no topic keeps has no retention. */
    private static void retentions(PipelineDefinition definition, String file) {
        definition.sources().stream()
                .filter(source -> !source.retention().isZero() && !definition.needsKafka())
                .findFirst()
                .ifPresent(source -> {
                    throw new DefinitionException(
                            "BAD_SOURCE",
                            "source " + source.id()
                                    + " has a retention, and the pipeline has no topic: nothing of it is kept",
                            file,
                            "Write edges.tokens: kafka, or leave retention out.");
                });
    }
}
