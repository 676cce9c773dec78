package io.winnow.jobs;

import io.winnow.jobs.kafka.KafkaEdges;
import io.winnow.jobs.run.TallyNames;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.DeadLetter;
import io.winnow.records.Preview;
import io.winnow.records.StageContext;
import io.winnow.records.StreamStatus;
import io.winnow.records.flink.RecordTypes;
import io.winnow.records.flink.StageOutputs;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicRegistry;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Leads what stages put out beside their records to its topic, or back to the command where the pipeline has none. */
final class SideOutputs {
    private final KafkaEdges edges;
    private final boolean topics;
    private final String run;
    private final int parallelism;

    SideOutputs(KafkaEdges edges, boolean topics, String run, int parallelism) {
        this.edges = edges;
        this.topics = topics;
        this.run = run;
        this.parallelism = parallelism;
    }

    /** Dead letters, counted: those of a stage and those of the edges that it reads. */
    void letters(DataStream<DeadLetter> letters, Topic<DeadLetter> topic, StageContext context) {
        String name = context.stage() + "-" + topic.name() + "-tally";
        DataStream<DeadLetter> counted = letters.transform(
                        name,
                        RecordTypes.DEAD_LETTER,
                        new Tally<DeadLetter>((letter, sums) -> sums.add(TallyNames.DEAD_LETTERS, 1)))
                .uid(name)
                .setParallelism(parallelism);
        if (topics) {
            edges.writeDeadLetters(counted, topic, context);
        } else {
            back(counted, context.stage() + "-" + topic.name());
        }
    }

    /** Streams' states. */
    void status(SingleOutputStreamOperator<?> stage, StageContext context) {
        DataStream<StreamStatus> status = stage.getSideOutput(StageOutputs.STREAM_STATUS);
        if (topics) {
            edges.writeStatus(status, context);
        } else {
            back(status, context.stage() + "-status");
        }
    }

    /**
     * Small pictures, for the page: of no use to a command. A run that an earlier version began has no topic of them. The sink has state, so it stays where none are wanted.
     *
     * @param wanted whether the page is to have them; a reader may have its own
     */
    void previews(SingleOutputStreamOperator<?> stage, boolean wanted, StageContext context) {
        if (topics && edges.knows(TopicRegistry.PREVIEWS)) {
            String name = context.stage() + "-previews-wanted";
            DataStream<Preview> shown = stage.getSideOutput(StageOutputs.PREVIEWS)
                    .filter(picture -> wanted)
                    .name(name)
                    .uid(name)
                    .setParallelism(parallelism);
            edges.writePreviews(shown, context);
        }
    }

    /** Answers and their pieces. */
    void answers(DataStream<Answer> answers, DataStream<AnswerDelta> deltas, boolean toTopic, StageContext context) {
        if (toTopic) {
            edges.writeAnswers(answers, context);
            edges.writeDeltas(deltas, context);
        } else {
            back(answers, context.stage() + "-answers");
            back(deltas, context.stage() + "-deltas");
        }
    }

    private <T> void back(DataStream<T> records, String name) {
        records.sinkTo(Collected.sink(run)).name(name).uid(name).setParallelism(parallelism);
    }
}
