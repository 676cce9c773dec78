package io.winnow.read.flink;

import io.winnow.records.Answer;
import io.winnow.records.AskElement;
import io.winnow.records.ReadElement;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** Flink's harness for an operator that its factory makes, of whose two inputs the first is keyed. */
final class TwoInputHarness extends AbstractStreamOperatorTestHarness<Answer> {

    TwoInputHarness(
            ReadOperatorFactory factory,
            KeySelector<ReadElement, String> key,
            int maxParallelism,
            int parallelism,
            int subtask)
            throws Exception {
        super(factory, maxParallelism, parallelism, subtask);
        config.setStatePartitioner(0, key);
        config.setStateKeySerializer(
                Types.STRING.createSerializer(getExecutionConfig().getSerializerConfig()));
        config.serializeAllConfigs();
    }

    @SuppressWarnings("unchecked")
    private TwoInputStreamOperator<ReadElement, AskElement, Answer> reader() {
        return (TwoInputStreamOperator<ReadElement, AskElement, Answer>) getOperator();
    }

    void element(ReadElement element) throws Exception {
        StreamRecord<ReadElement> record = new StreamRecord<>(element);
        reader().setKeyContextElement1(record);
        reader().processElement1(record);
    }

    void question(AskElement question) throws Exception {
        StreamRecord<AskElement> record = new StreamRecord<>(question);
        reader().setKeyContextElement2(record);
        reader().processElement2(record);
    }

    void end(int input) throws Exception {
        ((BoundedMultiInput) getOperator()).endInput(input);
    }
}
