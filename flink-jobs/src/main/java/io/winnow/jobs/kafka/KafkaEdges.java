package io.winnow.jobs.kafka;

import io.winnow.jobs.definition.ClientProperties;
import io.winnow.jobs.definition.Delivery;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.AnswerElement;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.Question;
import io.winnow.records.QuestionElement;
import io.winnow.records.StageContext;
import io.winnow.records.StreamStatus;
import io.winnow.records.flink.RecordTypes;
import io.winnow.records.flink.StageOutputs;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Joins stages through topics. Every operator it adds has a uid of the stage's name and the topic's. */
public final class KafkaEdges {
    private static final int TRANSACTION_TIMEOUT_MILLIS = 15 * 60 * 1000;

    private final KafkaOptions options;
    private final Delivery delivery;
    private final int parallelism;

    /**
     * Makes edges of one pipeline.
     *
     * @param delivery of tokens, pruned windows and answers
     * @param parallelism of sources and sinks
     */
    public KafkaEdges(KafkaOptions options, Delivery delivery, int parallelism) {
        this.options = options;
        this.delivery = delivery;
        this.parallelism = parallelism;
    }

    /**
     * Tokens or pruned windows of a topic.
     *
     * @param start topic and offsets
     * @param run whose records are wanted, or empty for any
     * @param reader the stage that reads
     * @return records in the order of their streams; what is none is in {@link StageOutputs#DEAD_LETTERS}
     */
    public SingleOutputStreamOperator<Element> elements(
            StreamExecutionEnvironment env, TopicStart start, String run, StageContext reader) {
        return read(env, TopicForm.ELEMENTS, RecordTypes.ELEMENT, start, run, reader);
    }

    /** Questions of a topic, without the marks of its end. */
    public SingleOutputStreamOperator<Question> questions(
            StreamExecutionEnvironment env, TopicStart start, StageContext reader) {
        SingleOutputStreamOperator<QuestionElement> read =
                read(env, TopicForm.QUESTIONS, RecordTypes.QUESTION_ELEMENT, start, reader.run(), reader);
        return named(
                read.process(new OnlyQuestions()).returns(RecordTypes.QUESTION),
                reader.stage() + "-questions-unwrap",
                parallelism);
    }

    private <T> SingleOutputStreamOperator<T> read(
            StreamExecutionEnvironment env,
            TopicForm<T> form,
            TypeInformation<T> type,
            TopicStart start,
            String run,
            StageContext reader) {
        String name = reader.stage() + "-from-" + start.name();
        Properties client = ClientProperties.of(options);
        client.setProperty("group.id", options.prefix() + "." + reader.pipeline() + "." + reader.stage());
        client.setProperty("client.id.prefix", options.prefix() + "." + reader.pipeline() + "." + name);
        client.setProperty("isolation.level", "read_committed");
        Arrivals<T> arrivals = new Arrivals<>(form, start.topic(), run, reader.run(), reader.consumer());
        SingleOutputStreamOperator<T> records = env.fromSource(
                        new EdgeSource<>(arrivals, type, start.offsets(), client),
                        WatermarkStrategy.noWatermarks(),
                        name)
                .uid(name)
                .setParallelism(parallelism)
                .process(new Sorting<T>())
                .returns(type);
        return named(records, name + "-sort", parallelism);
    }

    /** Writes tokens or pruned windows, then the marks of the run's end. */
    public void write(DataStream<Element> records, TopicTarget target, StageContext writer) {
        String name = writer.stage() + "-to-" + target.name();
        SingleOutputStreamOperator<Element> ended = records.transform(
                name + "-end",
                RecordTypes.ELEMENT,
                new RunEndWriter<Element>(writer.run(), writer.stage(), target.partitions(), mark -> mark));
        sink(named(ended, name + "-end", parallelism), TopicForm.ELEMENTS, target, writer, true);
    }

    /** Writes answers, then the marks of the run's end. */
    public void writeAnswers(DataStream<Answer> answers, TopicTarget target, StageContext writer) {
        String name = writer.stage() + "-to-" + target.name();
        SingleOutputStreamOperator<AnswerElement> wide = named(
                answers.map(answer -> (AnswerElement) answer).returns(RecordTypes.ANSWER_ELEMENT),
                name + "-wrap",
                parallelism);
        SingleOutputStreamOperator<AnswerElement> ended = wide.transform(
                name + "-end",
                RecordTypes.ANSWER_ELEMENT,
                new RunEndWriter<AnswerElement>(writer.run(), writer.stage(), target.partitions(), mark -> mark));
        sink(named(ended, name + "-end", parallelism), TopicForm.ANSWERS, target, writer, true);
    }

    /** Writes pieces of answers, never in a transaction. */
    public void writeDeltas(DataStream<AnswerDelta> deltas, TopicTarget target, StageContext writer) {
        sink(deltas, TopicForm.DELTAS, target, writer, false);
    }

    /** Writes states of streams, never in a transaction. */
    public void writeStatus(DataStream<StreamStatus> status, TopicTarget target, StageContext writer) {
        sink(status, TopicForm.STATUS, target, writer, false);
    }

    /** Writes dead letters. */
    public void writeDeadLetters(DataStream<DeadLetter> letters, TopicTarget target, StageContext writer) {
        sink(letters, TopicForm.DEAD_LETTERS, target, writer, true);
    }

    private <T> void sink(
            DataStream<T> records, TopicForm<T> form, TopicTarget target, StageContext writer, boolean durable) {
        String name = writer.stage() + "-to-" + target.name();
        boolean transactional = durable && delivery == Delivery.EXACTLY_ONCE;
        Properties client = ClientProperties.of(options);
        client.setProperty("client.id", options.prefix() + "." + writer.pipeline() + "." + name);
        client.setProperty("max.request.size", Integer.toString(target.largestRecordBytes()));
        client.setProperty("linger.ms", durable ? "5" : "0");
        var builder = KafkaSink.<T>builder()
                .setBootstrapServers(options.bootstrap())
                .setKafkaProducerConfig(client)
                .setRecordSerializer(new TopicWriter<>(target.topic(), form))
                .setDeliveryGuarantee(transactional ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE);
        if (transactional) {
            builder.setProperty("transaction.timeout.ms", Integer.toString(TRANSACTION_TIMEOUT_MILLIS))
                    .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                    .setTransactionalIdPrefix(options.prefix() + "." + writer.pipeline() + "." + name);
        }
        records.sinkTo(builder.build()).name(name).uid(name).setParallelism(parallelism);
    }

    private static <T> SingleOutputStreamOperator<T> named(
            SingleOutputStreamOperator<T> operator, String name, int parallelism) {
        return operator.name(name).uid(name).setParallelism(parallelism);
    }
}
