package io.winnow.tokenize.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.frames.Decoded;
import io.winnow.frames.flink.DecodedTypeInfo;
import io.winnow.model.EngineOptions;
import io.winnow.records.Element;
import io.winnow.records.StageContext;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import io.winnow.records.flink.RecordTypes;
import io.winnow.tokenize.PictureFrame;
import io.winnow.tokenize.TokenizeOptions;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

/** The operator in a real job, chained behind a source, with checkpoints all the while. */
class TokenizeJobTest {
    private static final int FRAMES_A_STREAM = 40;
    private static final int PICTURES = 8;
    private static final long CHECKPOINT_MILLIS = 20;

    @Test
    void theRecordsOfAStreamAreTheSameAtAnyParallelismAndBatch() throws Exception {
        Map<String, String> alone = run(1, TokenizeOptions.defaults().withBatch(1));
        Map<String, String> beside = run(2, TokenizeOptions.defaults().withBatch(8));

        assertThat(alone).hasSize(2 * FRAMES_A_STREAM);
        assertThat(beside).isEqualTo(alone);
    }

    /** What is equal in every run, by stream and ordinal. */
    private static Map<String, String> run(int parallelism, TokenizeOptions options) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(parallelism);
        environment.enableCheckpointing(CHECKPOINT_MILLIS);
        environment.configure(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
        StageContext context = new StageContext("run", "pipeline", "tokenize", "digest");
        var tokens = environment
                .fromSource(
                        new NumberSequenceSource(0, 2 * FRAMES_A_STREAM - 1),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .map(TokenizeJobTest::frame, DecodedTypeInfo.INSTANCE)
                .transform(
                        "tokenize",
                        RecordTypes.ELEMENT,
                        new TokenizeOperatorFactory(
                                options, PictureFrame.CELLS.toString(), EngineOptions.defaults(), context));
        Map<String, String> records = new TreeMap<>();
        try (CloseableIterator<Element> elements = tokens.executeAndCollect()) {
            while (elements.hasNext()) {
                TokenRecord record = (TokenRecord) elements.next();
                String place = record.origin().stream() + "#" + record.origin().ordinal();
                records.put(
                        place,
                        record.id() + " " + record.seq() + " " + record.span() + " "
                                + Arrays.toString(((Tokens.Ids) record.tokens()).unpack()));
            }
        }
        return records;
    }

    private static Decoded frame(long number) {
        String stream = number < FRAMES_A_STREAM ? "a" : "b";
        return PictureFrame.example(stream, number % FRAMES_A_STREAM, (int) (number % PICTURES));
    }
}
