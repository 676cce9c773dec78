package io.winnow.jobs.definition;

import io.winnow.decode.DecodeOptions;
import io.winnow.model.EngineKind;
import io.winnow.model.EngineOptions;
import io.winnow.prune.Keep;
import io.winnow.prune.PruneOptions;
import io.winnow.read.ReadOptions;
import io.winnow.read.ReaderChoice;
import io.winnow.read.VisionOptions;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.preview.PreviewOptions;
import io.winnow.topics.Retentions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A pipeline as somebody wrote it, checked: what can be wrong without opening a bundle, a source or a connection is not.
 *
 * @param general name, stages, delivery
 * @param sources what is decoded
 * @param decode how sources are decoded
 * @param tokenize how frames become tokens
 * @param previews which small pictures of frames are made
 * @param prune which tokens are kept
 * @param read how questions are answered
 * @param vision who answers them
 * @param engine what computes the bundles' graphs
 * @param edges links between stages
 * @param keep whether tokens are kept beyond their topic
 * @param kafka the broker
 * @param metrics who sees what is measured
 * @param webhooks where the gateway sends alerts
 * @param flink the cluster
 * @param places where each key that was written stands
 */
public record PipelineDefinition(
        GeneralOptions general,
        List<SourceDefinition> sources,
        DecodeOptions decode,
        TokenizeOptions tokenize,
        PreviewOptions previews,
        PruneOptions prune,
        ReadOptions read,
        VisionOptions vision,
        EngineOptions engine,
        EdgeOptions edges,
        KeepOptions keep,
        KafkaOptions kafka,
        MetricsOptions metrics,
        WebhookOptions webhooks,
        FlinkOptions flink,
        Map<String, String> places) {
    private static final String ARCHIVE = "archive";

    public PipelineDefinition {
        Objects.requireNonNull(general, "general");
        sources = List.copyOf(sources);
        places = Map.copyOf(places);
    }

    /**
     * Reads a pipeline's file. Paths in it are relative to its folder.
     *
     * @param file YAML
     * @param overrides each {@code KEY=VALUE}, in order, stronger than the file
     * @throws DefinitionException where it cannot be
     */
    public static PipelineDefinition parse(Path file, List<String> overrides) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            DefinitionException refused = new DefinitionException(
                    "NO_FILE",
                    "the pipeline's file " + file + " cannot be read as text",
                    file.toString(),
                    "Give the path of a YAML file.");
            refused.initCause(e);
            throw refused;
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        return parse(text, file.toString(), folder == null ? Path.of("/") : folder, overrides);
    }

    /**
     * Reads a pipeline's text.
     *
     * @param text YAML
     * @param name how messages name it
     * @param folder that relative paths of sources start from
     * @param overrides each {@code KEY=VALUE}
     */
    public static PipelineDefinition parse(String text, String name, Path folder, List<String> overrides) {
        YamlSettings yaml = YamlSettings.read(text, name);
        Map<String, Setting> settings = new TreeMap<>(yaml.settings());
        settings.computeIfPresent(ARCHIVE, (key, setting) -> SourceReader.resolve(setting, folder));
        overrides.forEach(override -> override(override, settings));
        return DefinitionReader.read(settings, SourceReader.read(yaml.sources(), folder), name);
    }

    /**
     * A pipeline for sources given on a command line.
     *
     * @param name of the pipeline
     * @param sources in order
     * @param overrides each {@code KEY=VALUE}
     */
    public static PipelineDefinition forSources(String name, List<SourceDefinition> sources, List<String> overrides) {
        Map<String, Setting> settings = new TreeMap<>();
        settings.put("name", new Setting("name", List.of(name), false, "the command"));
        overrides.forEach(override -> override(override, settings));
        return DefinitionReader.read(settings, sources, "the command");
    }

    /** Names sources that have none: by their file's name, made unique. */
    public static List<SourceDefinition> named(List<String> addresses) {
        List<SourceDefinition> sources = new ArrayList<>();
        addresses.forEach(
                address -> sources.add(new SourceDefinition(SourceReader.idOf(address, sources), address, "")));
        return sources;
    }

    private static void override(String override, Map<String, Setting> settings) {
        int equals = override.indexOf('=');
        if (equals < 1) {
            throw new DefinitionException(
                    "BAD_OVERRIDE", "an override has no key", "--set " + override, "Write --set KEY=VALUE.");
        }
        String key = override.substring(0, equals).strip();
        settings.put(
                key, new Setting(key, List.of(override.substring(equals + 1)), false, "--set " + Shown.of(override)));
    }

    /** Whether a text can name a pipeline. */
    public static boolean isName(String text) {
        return text.matches("[a-z0-9][a-z0-9-]{0,62}");
    }

    public String name() {
        return general.name();
    }

    public boolean has(Stage stage) {
        return general.stages().contains(stage);
    }

    /** Whether a reader's bundle is computed with, to read tokens or to prune them for it. */
    public boolean needsReader() {
        return has(Stage.READ) || (has(Stage.PRUNE) && prune.pruner().needsReader());
    }

    /** The link that a stage reads from; tokenize has none. */
    public Optional<Link> before(Stage stage) {
        return switch (stage) {
            case TOKENIZE -> Optional.empty();
            case PRUNE -> Optional.of(edges.tokens());
            case READ -> Optional.of(edges.pruned());
        };
    }

    /** The link that a stage writes to; read has none. */
    public Optional<Link> after(Stage stage) {
        return switch (stage) {
            case TOKENIZE -> Optional.of(edges.tokens());
            case PRUNE -> Optional.of(edges.pruned());
            case READ -> Optional.empty();
        };
    }

    /** Whether the reader's bundle is computed: not where an endpoint alone answers, which has no use for tokens. */
    public boolean readsTokens() {
        return has(Stage.READ) && vision.reader() != ReaderChoice.HTTP;
    }

    /** Whether small pictures of frames are made for the pipeline's own reader. */
    public boolean readerLooks() {
        return has(Stage.TOKENIZE) && has(Stage.READ) && vision.reader().looks();
    }

    /** Whether small pictures of frames are made for the page. */
    public boolean pageLooks() {
        return has(Stage.TOKENIZE) && needsKafka() && previews.topic();
    }

    /** What the sinks promise, {@link Delivery#AUTO} decided. */
    public Delivery delivery() {
        if (general.delivery() != Delivery.AUTO) {
            return general.delivery();
        }
        return sources.stream().anyMatch(SourceDefinition::mayBeLive) ? Delivery.AT_LEAST_ONCE : Delivery.EXACTLY_ONCE;
    }

    /** Whether any record leaves through a topic or comes from one. */
    public boolean needsKafka() {
        boolean tokens = edges.tokens().isKafka() && (has(Stage.TOKENIZE) || has(Stage.PRUNE));
        boolean pruned = edges.pruned().isKafka() && (has(Stage.PRUNE) || has(Stage.READ));
        boolean asked = has(Stage.READ)
                && (edges.questions() == EdgeOptions.Questions.TOPIC || edges.answers() == EdgeOptions.Answers.TOPIC);
        return tokens || pruned || asked;
    }

    /** How long what is made of each source is kept. */
    public Retentions retentions() {
        Map<String, Duration> bySource = new TreeMap<>();
        sources.forEach(source -> bySource.put(source.id(), source.retention()));
        return new Retentions(bySource);
    }

    /** Where a key was written, or that it was not. */
    public String where(String key) {
        return places.getOrDefault(key, "default of " + key);
    }

    /** Whether a key was written, be it with what is its default. */
    public boolean wrote(String key) {
        return places.containsKey(key);
    }

    /** The same pipeline with another broker, for one that the command starts itself. */
    public PipelineDefinition withBootstrap(String servers) {
        return with(prune, engine, kafka.atOwn(servers));
    }

    /** The same pipeline with the reader in an engine. */
    public PipelineDefinition withReaderEngine(EngineKind kind) {
        return with(prune, engine.withReader(kind), kafka);
    }

    /** The same pipeline keeping so much. */
    public PipelineDefinition withKeep(Keep much) {
        return with(prune.withKeep(much), engine, kafka);
    }

    /** The first stage that a topic brings its records to, if there is one: it and those behind it can be run again alone. */
    public Optional<Stage> firstBehindTopic() {
        return general.stages().stream()
                .filter(stage -> before(stage).filter(Link::isKafka).isPresent())
                .findFirst();
    }

    /**
     * A part of the same line by itself, inside the command and without topics, sources or any who watch it: what comes before it is given to it, and its questions' time is over.
     *
     * @param first of its stages
     * @param folder for its run
     */
    public PipelineDefinition from(Stage first, String folder) {
        List<Stage> stages = general.stages();
        return new PipelineDefinition(
                new GeneralOptions(
                        name(), stages.subList(stages.indexOf(first), stages.size()), Delivery.AT_LEAST_ONCE),
                List.of(),
                decode,
                tokenize,
                previews,
                prune,
                read.withoutDeadline(),
                vision,
                engine,
                new EdgeOptions(Link.LOCAL, Link.LOCAL, EdgeOptions.Questions.GIVEN, EdgeOptions.Answers.COLLECTED),
                KeepOptions.defaults(),
                kafka,
                MetricsOptions.defaults(),
                WebhookOptions.defaults(),
                flink.alone(folder),
                places);
    }

    private PipelineDefinition with(PruneOptions pruning, EngineOptions engines, KafkaOptions broker) {
        return new PipelineDefinition(
                general, sources, decode, tokenize, previews, pruning, read, vision, engines, edges, keep, broker,
                metrics, webhooks, flink, places);
    }
}
