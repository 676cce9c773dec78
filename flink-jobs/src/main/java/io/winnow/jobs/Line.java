package io.winnow.jobs;

import io.winnow.archive.flink.RunOperator;
import io.winnow.decode.flink.VideoSource;
import io.winnow.frames.Decoded;
import io.winnow.frames.flink.DecodedTypeInfo;
import io.winnow.jobs.archive.RunArchive;
import io.winnow.jobs.definition.EdgeOptions;
import io.winnow.jobs.definition.Link;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.kafka.KafkaEdges;
import io.winnow.read.flink.ReadOperatorFactory;
import io.winnow.records.Answer;
import io.winnow.records.AskElement;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.Placed;
import io.winnow.records.Preview;
import io.winnow.records.ReadElement;
import io.winnow.records.StageContext;
import io.winnow.records.flink.RecordTypes;
import io.winnow.records.flink.StageOutputs;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The stages of one job while its graph is made. Every operator has a uid, which its state is found by after a restore, also by later versions: no uid may ever change. */
final class Line {
    private static final String ARCHIVE = "archive";

    private final StreamExecutionEnvironment env;
    private final ResolvedPipeline pipeline;
    private final PipelineDefinition definition;
    private final RunPlan plan;
    private final KafkaEdges edges;
    private final SideOutputs sides;
    private final Stages stages;
    private Optional<DataStream<Preview>> previews = Optional.empty();

    Line(StreamExecutionEnvironment env, ResolvedPipeline pipeline, RunPlan plan) {
        this.env = env;
        this.pipeline = pipeline;
        this.definition = pipeline.definition();
        this.plan = plan;
        this.edges = new KafkaEdges(
                definition.kafka(),
                new TopicNames(definition.kafka().prefix(), definition.name()),
                definition.delivery(),
                definition.flink().parallelism(),
                plan.startOffsets(),
                definition.retentions());
        this.sides = new SideOutputs(
                edges, definition.needsKafka(), plan.run(), definition.flink().parallelism());
        this.stages = new Stages(
                pipeline,
                plan.replay().map(replay -> edges.forgettings(replay.forgets())).orElseGet(edges::forgettings));
    }

    /** Decodes and tokenizes, in one task; or takes what was tokenized before. */
    DataStream<Element> tokenize() {
        StageContext context = context(Stage.TOKENIZE);
        if (!plan.tokens().isEmpty()) {
            return tally(
                            GivenTokens.of(env, plan.tokens(), context),
                            RecordTypes.ELEMENT,
                            Counters::tokens,
                            "tokenize-tally")
                    // A stream's records stay in their order only in one task.
                    .setParallelism(1);
        }
        DataStream<Decoded> frames = env.fromSource(
                        source(context), WatermarkStrategy.noWatermarks(), "decode", DecodedTypeInfo.INSTANCE)
                .uid("decode");
        SingleOutputStreamOperator<Element> tokens =
                named(frames.transform("tokenize", RecordTypes.ELEMENT, stages.tokenize(context)), "tokenize");
        sides.letters(tokens.getSideOutput(StageOutputs.DEAD_LETTERS), TopicRegistry.SOURCES_DLQ, context);
        sides.status(tokens, context);
        previews = Optional.of(tokens.getSideOutput(StageOutputs.PREVIEWS));
        sides.previews(tokens, definition.previews().topic(), context);
        return tally(tokens, RecordTypes.ELEMENT, Counters::tokens, "tokenize-tally");
    }

    private VideoSource source(StageContext tokenize) {
        StageContext context = Stages.decode(tokenize);
        VideoSource source = stages.source(context);
        if (!definition.kafka().bootstrap().isEmpty()) {
            source = source.withPieces(edges.pieces(context));
        }
        return definition.needsKafka() ? source.withControls(edges.controls(context)) : source;
    }

    /** Prunes what the job has tokenized, or what a topic holds. */
    DataStream<Element> prune(Optional<DataStream<Element>> local) {
        StageContext context = context(Stage.PRUNE);
        Input tokens = input(local, Stage.PRUNE, TopicRegistry.TOKENS, context);
        SingleOutputStreamOperator<Element> pruned = named(
                tokens.records()
                        .keyBy(new StreamKey<>())
                        .transform("prune", RecordTypes.ELEMENT, stages.prune(context)),
                "prune");
        sides.letters(
                joined(tokens.deadLetters(), pruned.getSideOutput(StageOutputs.DEAD_LETTERS)),
                TopicRegistry.TOKENS_DLQ,
                context);
        return tally(pruned, RecordTypes.ELEMENT, Counters::pruned, "prune-tally");
    }

    /** Answers questions on what the job has pruned, or what a topic holds. */
    void read(Optional<DataStream<Element>> local) {
        StageContext context = context(Stage.READ);
        Input windows = input(local, Stage.READ, TopicRegistry.PRUNED, context);
        Asked asked = asked(context);
        StreamKey<ReadElement> key = new StreamKey<>();
        SingleOutputStreamOperator<Answer> answers = ReadOperatorFactory.keyed(
                named(
                        seen(windows.records())
                                .keyBy(key)
                                .connect(asked.questions().broadcast())
                                .transform("read", RecordTypes.ANSWER, stages.read(context, plan.replay())),
                        "read"),
                key);
        DataStream<DeadLetter> letters = answers.getSideOutput(StageOutputs.DEAD_LETTERS);
        sides.letters(
                joined(windows.deadLetters(), of(letters, TopicRegistry.PRUNED, "read-letters-windows")),
                TopicRegistry.PRUNED_DLQ,
                context);
        sides.letters(
                joined(asked.deadLetters(), of(letters, TopicRegistry.QUESTIONS, "read-letters-questions")),
                TopicRegistry.QUESTIONS_DLQ,
                context);
        if (hearsStanding()) {
            sides.letters(
                    joined(
                            asked.standingLetters(),
                            of(letters, TopicRegistry.STANDING_QUESTIONS, "read-letters-standing")),
                    TopicRegistry.STANDING_QUESTIONS_DLQ,
                    context);
            edges.writeAlerts(answers.getSideOutput(StageOutputs.ALERTS), context);
        }
        sides.answers(
                tally(answers, RecordTypes.ANSWER, Counters::answers, "read-tally"),
                answers.getSideOutput(StageOutputs.ANSWER_DELTAS),
                definition.edges().answers() == EdgeOptions.Answers.TOPIC,
                context);
    }

    /** What the reader hears of streams: elements, and pictures where it looks at any. */
    private DataStream<ReadElement> seen(DataStream<Element> elements) {
        DataStream<ReadElement> wide = widened(elements, "read-wrap");
        return definition.vision().reader().looks()
                ? wide.union(widened(
                        previews.orElseThrow(() -> new IllegalStateException("nothing makes pictures in this job")),
                        "read-wrap-previews"))
                : wide;
    }

    private static <T extends ReadElement> DataStream<ReadElement> widened(DataStream<T> elements, String name) {
        return named(elements.map(element -> (ReadElement) element).returns(RecordTypes.READ_ELEMENT), name);
    }

    /** The reader refuses questions as well as windows; a dead letter says by its topic which it is. */
    private static DataStream<DeadLetter> of(DataStream<DeadLetter> letters, Topic<?> topic, String name) {
        String wanted = topic.name();
        return named(letters.filter(letter -> letter.topic().equals(wanted)), name);
    }

    /** Questions, and what their edges could not read. */
    private record Asked(
            DataStream<AskElement> questions,
            Optional<DataStream<DeadLetter>> deadLetters,
            Optional<DataStream<DeadLetter>> standingLetters) {}

    private Asked asked(StageContext context) {
        if (plan.replay().isPresent()) {
            return new Asked(GivenQuestions.nothing(env), Optional.empty(), Optional.empty());
        }
        if (definition.edges().questions() == EdgeOptions.Questions.GIVEN) {
            return new Asked(GivenQuestions.of(env, plan.questions()), Optional.empty(), Optional.empty());
        }
        KafkaEdges.Incoming<AskElement> asked = edges.questions(env, context);
        if (!hearsStanding()) {
            return new Asked(asked.records(), Optional.of(asked.deadLetters()), Optional.empty());
        }
        KafkaEdges.Incoming<AskElement> standing = edges.standing(env, context);
        return new Asked(
                asked.records().union(standing.records()),
                Optional.of(asked.deadLetters()),
                Optional.of(standing.deadLetters()));
    }

    /** A run that an earlier version began has no topics of standing questions; they are heard from the next run on. */
    private boolean hearsStanding() {
        return definition.edges().questions() == EdgeOptions.Questions.TOPIC
                && edges.knows(TopicRegistry.STANDING_QUESTIONS);
    }

    /** Writes what the pipeline's own topic of tokens brings to the archive, which is kept until somebody deletes it: nothing of sources with a retention of their own. */
    void archive() {
        StageContext context = new StageContext(
                plan.run(), definition.name(), ARCHIVE, context(Stage.TOKENIZE).computeDigest());
        KafkaEdges.Incoming<Placed> tokens = edges.placed(env, TopicRegistry.TOKENS, context);
        named(
                        tokens.records()
                                .keyBy(new PartitionKey())
                                .transform(
                                        ARCHIVE,
                                        Types.STRING,
                                        new RunOperator(RunArchive.options(pipeline, plan.run()), edges.forgettings())),
                        ARCHIVE)
                .sinkTo(new DiscardingSink<>())
                .name(ARCHIVE + "-end")
                .uid(ARCHIVE + "-end");
        sides.letters(tokens.deadLetters(), TopicRegistry.TOKENS_DLQ, context);
    }

    /** Writes what the job's last stage makes to its topic. */
    void write(DataStream<Element> records, Stage stage) {
        edges.write(records, stage == Stage.TOKENIZE ? TopicRegistry.TOKENS : TopicRegistry.PRUNED, context(stage));
    }

    /** What a stage reads, and what its edge could not. */
    private record Input(DataStream<Element> records, Optional<DataStream<DeadLetter>> deadLetters) {}

    private static DataStream<DeadLetter> joined(Optional<DataStream<DeadLetter>> edge, DataStream<DeadLetter> stage) {
        return edge.map(it -> it.union(stage)).orElse(stage);
    }

    private Input input(Optional<DataStream<Element>> local, Stage stage, Topic<Element> topic, StageContext context) {
        if (local.isPresent()) {
            return new Input(local.get(), Optional.empty());
        }
        if (plan.replay().isPresent()) {
            return replayed(plan.replay().get(), stage, topic, context);
        }
        String other = definition.before(stage).map(Link::pipeline).orElse("");
        KafkaEdges.Incoming<Element> incoming =
                edges.elements(env, topic, other.isEmpty() ? definition.name() : other, context);
        return new Input(incoming.records(), Optional.of(incoming.deadLetters()));
    }

    private Input replayed(Replay replay, Stage stage, Topic<Element> topic, StageContext context) {
        KafkaEdges.Incoming<Element> incoming = edges.replayed(env, topic, replay.records(), context);
        return new Input(
                tally(incoming.records(), RecordTypes.ELEMENT, Counters::replayed, stage.word() + "-replay-tally"),
                Optional.of(incoming.deadLetters()));
    }

    private StageContext context(Stage stage) {
        return pipeline.context(stage, plan.run());
    }

    private <T> SingleOutputStreamOperator<T> tally(
            DataStream<T> records, TypeInformation<T> type, Tally.Counter<T> counter, String name) {
        return named(records.transform(name, type, new Tally<T>(counter)), name);
    }

    private static <T> SingleOutputStreamOperator<T> named(SingleOutputStreamOperator<T> operator, String name) {
        return operator.name(name).uid(name);
    }
}
