package io.winnow.cli.topics;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.jobs.TopicNeeds;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.topics.Retentions;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import io.winnow.topics.TopicRegistry;
import java.util.List;
import java.util.Map;

/** What a pipeline is to have: exactly what its file needs, or every topic where only its name is known. */
final class Plans {
    private Plans() {}

    static TopicNeeds of(PipelineOptions options) {
        return options.definition().map(TopicNeeds::of).orElseGet(() -> {
            TopicPlan all = new TopicPlan(names(options), TopicRegistry.ALL, Map.of(), (short)
                    options.kafka().replication());
            return new TopicNeeds(List.of(all), Retentions.NONE);
        });
    }

    static TopicNames names(PipelineOptions options) {
        String name = options.name()
                .orElseThrow(() -> CommandFailure.usage(
                        "NO_PIPELINE",
                        "no pipeline is named",
                        "the command's arguments",
                        "Give the pipeline's YAML file, or --pipeline NAME."));
        if (!PipelineDefinition.isName(name)) {
            throw CommandFailure.usage(
                    "BAD_NAME",
                    "'" + name + "' cannot be a pipeline's name",
                    "--pipeline " + name,
                    "Names are lower-case letters, digits and dashes.");
        }
        return new TopicNames(options.kafka().prefix(), name);
    }
}
