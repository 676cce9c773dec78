package io.winnow.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.records.Question;
import io.winnow.topics.TopicNames;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuestionWriterTest {
    private static final KafkaOptions NOBODY = PipelineDefinition.forSources(
                    "shop",
                    PipelineDefinition.named(List.of("/videos/door.mp4")),
                    List.of("kafka.bootstrap=127.0.0.1:1", "kafka.client.max.block.ms=300"))
            .kafka();

    @Test
    void aBrokerThatTakesNoQuestionIsNamed() {
        Question question = new Question(
                "q", "", "What is it?", Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty());
        try (QuestionWriter writer = new QuestionWriter(NOBODY, new TopicNames("winnow", "shop"))) {
            BrokerUnreachable refused = catchThrowableOfType(BrokerUnreachable.class, () -> writer.ask(question));
            assertThat(refused.bootstrap()).isEqualTo("127.0.0.1:1");
        }
    }
}
