package io.winnow.jobs.kafka;

import io.winnow.decode.PieceTopics;
import io.winnow.decode.control.StreamControls;
import io.winnow.jobs.definition.ClientProperties;
import io.winnow.jobs.definition.Delivery;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.AnswerElement;
import io.winnow.records.AskElement;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.Forgettings;
import io.winnow.records.Placed;
import io.winnow.records.Preview;
import io.winnow.records.QuestionElement;
import io.winnow.records.StageContext;
import io.winnow.records.StandingElement;
import io.winnow.records.StreamStatus;
import io.winnow.records.flink.RecordTypes;
import io.winnow.records.flink.StageOutputs;
import io.winnow.topics.Retentions;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Joins stages through topics. Every operator it adds has a uid of the stage's name and the topic's. */
public final class KafkaEdges {
    private static final int TRANSACTION_TIMEOUT_MILLIS = 15 * 60 * 1000;

    private final KafkaOptions options;
    private final TopicNames names;
    private final Delivery delivery;
    private final int parallelism;
    private final Map<String, List<Long>> startOffsets;
    private final Retentions retentions;

    /**
     * What a topic brings.
     *
     * @param records those of the run
     * @param deadLetters what is no record
     */
    public record Incoming<T>(DataStream<T> records, DataStream<DeadLetter> deadLetters) {}

    /**
     * Makes edges of one pipeline.
     *
     * @param delivery of tokens, pruned windows, answers and dead letters
     * @param parallelism of sources and sinks
     * @param startOffsets of every topic's partitions when the run began, by the topic's full name
     * @param retentions of the pipeline's sources
     */
    public KafkaEdges(
            KafkaOptions options,
            TopicNames names,
            Delivery delivery,
            int parallelism,
            Map<String, List<Long>> startOffsets,
            Retentions retentions) {
        this.options = options;
        this.names = names;
        this.delivery = delivery;
        this.parallelism = parallelism;
        this.startOffsets = Map.copyOf(startOffsets);
        this.retentions = retentions;
    }

    /**
     * Tokens or pruned windows of a topic, and of those beside it for sources with a retention of their own.
     *
     * @param pipeline whose topic it is; another's is read whatever run wrote it
     * @param reader the stage that reads
     * @return records in the order of their streams
     */
    public Incoming<Element> elements(
            StreamExecutionEnvironment env, Topic<Element> topic, String pipeline, StageContext reader) {
        String run = pipeline.equals(names.pipeline()) ? reader.run() : "";
        SingleOutputStreamOperator<Element> read = read(
                env,
                TopicForm.ELEMENTS,
                (element, partition, offset) -> element,
                RecordTypes.ELEMENT,
                names.withPipeline(pipeline),
                topic,
                new Reading(all(names.withPipeline(pipeline), topic), parallelism),
                run,
                reader);
        return new Incoming<>(read, read.getSideOutput(StageOutputs.DEAD_LETTERS));
    }

    /** Tokens or pruned windows that topics hold already, to where they are to be read. */
    public Incoming<Element> replayed(
            StreamExecutionEnvironment env, Topic<Element> topic, ReplayedRecords records, StageContext reader) {
        String name = reader.stage() + "-from-replay";
        Properties client = client(topic, name);
        Arrivals<Element, Element> arrivals = new Arrivals<>(
                TopicForm.ELEMENTS,
                (element, partition, offset) -> element,
                records.parts().get(0).topic(),
                records.run(),
                reader.run(),
                reader.consumer());
        SingleOutputStreamOperator<Element> read = env.fromSource(
                        ReplaySource.of(records, arrivals, client), WatermarkStrategy.noWatermarks(), name)
                .uid(name)
                .setParallelism(parallelism)
                .process(new Sorting<Element>(reader.stage()))
                .returns(RecordTypes.ELEMENT);
        SingleOutputStreamOperator<Element> sorted = named(read, name + "-sort");
        return new Incoming<>(sorted, sorted.getSideOutput(StageOutputs.DEAD_LETTERS));
    }

    /** The same of the pipeline's own topic alone, with the place of each in it. */
    public Incoming<Placed> placed(StreamExecutionEnvironment env, Topic<Element> topic, StageContext reader) {
        SingleOutputStreamOperator<Placed> read = read(
                env,
                TopicForm.ELEMENTS,
                (element, partition, offset) -> new Placed(partition, offset, element),
                RecordTypes.PLACED,
                names,
                topic,
                new Reading(one(topic), parallelism),
                reader.run(),
                reader);
        return new Incoming<>(read, read.getSideOutput(StageOutputs.DEAD_LETTERS));
    }

    /** Questions of a topic, without the marks of its end. */
    public Incoming<AskElement> questions(StreamExecutionEnvironment env, StageContext reader) {
        SingleOutputStreamOperator<QuestionElement> read = read(
                env,
                TopicForm.QUESTIONS,
                (element, partition, offset) -> element,
                RecordTypes.QUESTION_ELEMENT,
                names,
                TopicRegistry.QUESTIONS,
                new Reading(one(TopicRegistry.QUESTIONS), parallelism),
                reader.run(),
                reader);
        SingleOutputStreamOperator<AskElement> questions = named(
                read.process(new OnlyQuestions()).returns(RecordTypes.ASK_ELEMENT),
                reader.stage() + "-questions-unwrap");
        return new Incoming<>(questions, read.getSideOutput(StageOutputs.DEAD_LETTERS));
    }

    /** What is wished of the streams of a pipeline, for whoever deals them out. */
    public StreamControls controls(StageContext reader) {
        return new ControlTopic(options, names, reader);
    }

    /** What is forgotten of the streams of a pipeline, for every stage; nothing where the run was begun by a version that asked nobody. */
    public Forgettings forgettings() {
        return forgettings(knows(TopicRegistry.CONTROL));
    }

    /**
     * What is forgotten of the streams of a pipeline whose records are replayed.
     *
     * @param hears whether it has a topic that says so
     */
    public Forgettings forgettings(boolean hears) {
        return hears ? new ForgottenTopic(options, names) : Forgettings.NONE;
    }

    /** Topics of encoded pieces, for whoever decodes. */
    public PieceTopics pieces(StageContext decoder) {
        return new BrokerPieces(options, names.group(decoder.stage() + "-pieces"));
    }

    /** Whether the run knows a topic; one that an earlier version began lacks those that came later. */
    public boolean knows(Topic<?> topic) {
        return startOffsets.containsKey(names.of(topic));
    }

    /** Standing questions of their topic, from its beginning, whichever run they were added in. */
    public Incoming<AskElement> standing(StreamExecutionEnvironment env, StageContext reader) {
        int partitions = partitions(TopicRegistry.STANDING_QUESTIONS);
        SingleOutputStreamOperator<AskElement> read = read(
                env,
                TopicForm.STANDING,
                (element, partition, offset) -> asked(element),
                RecordTypes.ASK_ELEMENT,
                names,
                TopicRegistry.STANDING_QUESTIONS,
                // Of its one partition one subtask reads: one without any would end while the run goes on.
                new Reading(
                        EdgeTopics.of(
                                names.of(TopicRegistry.STANDING_QUESTIONS),
                                Collections.nCopies(partitions, KafkaPartitionSplit.EARLIEST_OFFSET)),
                        1),
                reader.run(),
                reader);
        return new Incoming<>(read, read.getSideOutput(StageOutputs.DEAD_LETTERS));
    }

    /** Marks have done their work in the source, and are not handed on. */
    private static AskElement asked(StandingElement element) {
        if (element instanceof AskElement asked) {
            return asked;
        }
        throw new IllegalArgumentException("no question is " + element);
    }

    /** Where each partition is read from, and by how many subtasks. */
    private record Reading(EdgeTopics from, int subtasks) {}

    private <T, R> SingleOutputStreamOperator<R> read(
            StreamExecutionEnvironment env,
            TopicForm<T> form,
            Arrivals.Handed<T, R> handed,
            TypeInformation<R> type,
            TopicNames of,
            Topic<T> topic,
            Reading reading,
            String run,
            StageContext reader) {
        String name = reader.stage() + "-from-" + topic.name();
        String full = of.of(topic);
        Properties client = client(topic, name);
        client.setProperty("group.id", names.group(reader.stage()));
        Arrivals<T, R> arrivals = new Arrivals<>(form, handed, full, run, reader.run(), reader.consumer());
        SingleOutputStreamOperator<R> records = env.fromSource(
                        new EdgeSource<>(arrivals, type, reading.from(), client),
                        WatermarkStrategy.noWatermarks(),
                        name)
                .uid(name)
                .setParallelism(reading.subtasks())
                .process(new Sorting<R>(reader.stage()))
                .returns(type);
        return named(records, name + "-sort").setParallelism(reading.subtasks());
    }

    private Properties client(Topic<?> topic, String name) {
        Properties client = ClientProperties.of(options);
        client.setProperty("client.id.prefix", names.group(name));
        client.setProperty("isolation.level", "read_committed");
        client.setProperty("max.partition.fetch.bytes", Integer.toString(topic.largestBytes()));
        return client;
    }

    /** Writes tokens or pruned windows, then the marks of the run's end. */
    public void write(DataStream<Element> records, Topic<Element> topic, StageContext writer) {
        String name = writer.stage() + "-to-" + topic.name() + "-end";
        SingleOutputStreamOperator<Element> ended = records.transform(
                name,
                RecordTypes.ELEMENT,
                new RunEndWriter<Element>(writer.run(), writer.stage(), partitions(topic), mark -> mark));
        sink(named(ended, name), TopicForm.ELEMENTS, topic, writer, true);
    }

    /** Writes answers, then the marks of the run's end. */
    public void writeAnswers(DataStream<Answer> answers, StageContext writer) {
        String name = writer.stage() + "-to-answers";
        SingleOutputStreamOperator<AnswerElement> wide = named(
                answers.map(answer -> (AnswerElement) answer).returns(RecordTypes.ANSWER_ELEMENT), name + "-wrap");
        SingleOutputStreamOperator<AnswerElement> ended = wide.transform(
                name + "-end",
                RecordTypes.ANSWER_ELEMENT,
                new RunEndWriter<AnswerElement>(
                        writer.run(), writer.stage(), partitions(TopicRegistry.ANSWERS), mark -> mark));
        sink(named(ended, name + "-end"), TopicForm.ANSWERS, TopicRegistry.ANSWERS, writer, true);
    }

    /** Writes what standing questions have to tell. */
    public void writeAlerts(DataStream<Alert> alerts, StageContext writer) {
        sink(alerts, TopicForm.ALERTS, TopicRegistry.ALERTS, writer, true);
    }

    /** Writes pieces of answers, never in a transaction. */
    public void writeDeltas(DataStream<AnswerDelta> deltas, StageContext writer) {
        sink(deltas, TopicForm.DELTAS, TopicRegistry.ANSWER_DELTAS, writer, false);
    }

    /** Writes states of streams, never in a transaction. */
    public void writeStatus(DataStream<StreamStatus> status, StageContext writer) {
        sink(status, TopicForm.STATUS, TopicRegistry.STREAMS, writer, false);
    }

    /** Writes small pictures, never in a transaction. */
    public void writePreviews(DataStream<Preview> previews, StageContext writer) {
        sink(previews, TopicForm.PREVIEWS, TopicRegistry.PREVIEWS, writer, false);
    }

    /** Writes dead letters. */
    public void writeDeadLetters(DataStream<DeadLetter> letters, Topic<DeadLetter> topic, StageContext writer) {
        sink(letters, TopicForm.DEAD_LETTERS, topic, writer, true);
    }

    private <T> void sink(
            DataStream<T> records, TopicForm<T> form, Topic<T> topic, StageContext writer, boolean durable) {
        String name = writer.stage() + "-to-" + topic.name();
        boolean transactional = durable && delivery == Delivery.EXACTLY_ONCE;
        Properties client = ClientProperties.of(options);
        client.setProperty("client.id", names.group(name));
        client.setProperty("max.request.size", Integer.toString(topic.largestBytes()));
        client.setProperty("linger.ms", durable ? "5" : "0");
        KafkaSinkBuilder<T> builder = KafkaSink.<T>builder()
                .setBootstrapServers(options.bootstrap())
                .setKafkaProducerConfig(client)
                .setRecordSerializer(new TopicWriter<>(written(topic), choice(topic), form))
                .setDeliveryGuarantee(transactional ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE);
        if (transactional) {
            builder.setProperty("transaction.timeout.ms", Integer.toString(TRANSACTION_TIMEOUT_MILLIS))
                    .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                    .setTransactionalIdPrefix(names.transactions(writer.stage(), topic.name()));
        }
        records.sinkTo(builder.build()).name(name).uid(name).setParallelism(parallelism);
    }

    /** How many a topic and those beside it have. */
    private int partitions(Topic<?> topic) {
        return choice(topic).names().stream()
                .mapToInt(name -> offsets(name).size())
                .sum();
    }

    private TopicChoice choice(Topic<?> topic) {
        return TopicChoice.of(names, topic, retentions);
    }

    /** Where a topic's records go. A sink needs no offsets but for marks of a run's end. */
    private EdgeTopics written(Topic<?> topic) {
        List<String> full = choice(topic).names();
        return new EdgeTopics(
                full,
                full.stream()
                        .map(name -> startOffsets.getOrDefault(name, List.of()))
                        .toList());
    }

    /** A topic and those beside it that the run knows, be it another pipeline's, of whose sources this one knows nothing. */
    private EdgeTopics all(TopicNames of, Topic<?> topic) {
        List<String> full = of.among(topic, startOffsets.keySet()).stream()
                .<String>map(of::of)
                .toList();
        return full.isEmpty()
                ? EdgeTopics.of(of.of(topic), offsets(of.of(topic)))
                : new EdgeTopics(full, full.stream().map(this::offsets).toList());
    }

    private EdgeTopics one(Topic<?> topic) {
        return EdgeTopics.of(names.of(topic), offsets(names.of(topic)));
    }

    private List<Long> offsets(String full) {
        return Objects.requireNonNull(startOffsets.get(full), () -> "no offsets stored for " + full);
    }

    private <T> SingleOutputStreamOperator<T> named(SingleOutputStreamOperator<T> operator, String name) {
        return operator.name(name).uid(name).setParallelism(parallelism);
    }
}
