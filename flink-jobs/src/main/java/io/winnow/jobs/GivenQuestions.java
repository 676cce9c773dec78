package io.winnow.jobs;

import io.winnow.jobs.definition.DefinitionException;
import io.winnow.records.AskElement;
import io.winnow.records.Question;
import io.winnow.records.flink.RecordTypes;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** Questions that were given with the command, as a stream that ends. */
final class GivenQuestions {
    private static final String NAME = "read-from-given";

    private GivenQuestions() {}

    /** The refusal of a pipeline that is to answer no question. */
    static DefinitionException none() {
        return new DefinitionException(
                "NO_QUESTION",
                "the pipeline answers the questions that it is given, and it is given none",
                "edges.questions",
                "Write edges.questions: topic and ask with winnow questions add, or on the page.");
    }

    /** None, where what is asked does not travel as a stream. */
    static DataStream<AskElement> nothing(StreamExecutionEnvironment env) {
        return env.fromData(Types.INT, 0)
                .name(NAME)
                .uid(NAME)
                .flatMap((Integer number, Collector<AskElement> out) -> {})
                .returns(RecordTypes.ASK_ELEMENT)
                .name(NAME + "-nothing")
                .uid(NAME + "-nothing");
    }

    static DataStream<AskElement> of(StreamExecutionEnvironment env, List<Question> questions) {
        if (questions.isEmpty()) {
            throw none();
        }
        return env.fromData(RecordTypes.ASK_ELEMENT, questions.toArray(AskElement[]::new))
                .name(NAME)
                .uid(NAME);
    }
}
