package io.winnow.jobs.kafka;

import io.winnow.records.AskElement;
import io.winnow.records.Question;
import io.winnow.records.QuestionElement;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Lets questions through; the marks of the topic's end have done their work in the source. */
final class OnlyQuestions extends ProcessFunction<QuestionElement, AskElement> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(QuestionElement element, Context context, Collector<AskElement> out) {
        if (element instanceof Question question) {
            out.collect(question);
        }
    }
}
