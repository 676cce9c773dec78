package io.winnow.jobs.definition;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.util.List;

/**
 * What names a pipeline and says what it consists of.
 *
 * @param name of the pipeline
 * @param stages in the order of the line
 * @param delivery what the sinks promise
 */
public record GeneralOptions(
        @Describe(
                key = "name",
                text = "The pipeline's name: lower-case letters, digits and dashes. Part of its topics and ids.",
                content = false)
        String name,

        @Describe(key = "stages", text = "Which stages it has, in the order of the line.", content = false)
        List<Stage> stages,

        @Describe(
                key = "delivery",
                text =
                        "exactly-once: transactional topics; at-least-once: visible at once, repeats dropped. auto: at-least-once where a source is live or a playlist (.m3u8).",
                content = false)
        Delivery delivery)
        implements Serializable {
    public GeneralOptions {
        stages = List.copyOf(stages);
    }

    public static GeneralOptions defaults() {
        return new GeneralOptions("", List.of(Stage.values()), Delivery.AUTO);
    }
}
