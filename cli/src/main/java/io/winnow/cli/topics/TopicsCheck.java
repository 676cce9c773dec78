package io.winnow.cli.topics;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.PipelineArguments;
import io.winnow.jobs.TopicNeeds;
import io.winnow.jobs.kafka.BrokerTopics;
import io.winnow.topics.TopicFinding;
import io.winnow.topics.TopicPlan;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares what is there with what must be. */
@Command(
        name = "check",
        description = "Says which topics are missing or not as they must be, and what to do. Changes nothing.")
final class TopicsCheck extends CliCommand {
    @Mixin
    private PipelineArguments pipeline = new PipelineArguments();

    @Override
    public Integer call() throws InterruptedException {
        TopicNeeds needs = Plans.of(pipeline);
        List<TopicFinding> findings = new ArrayList<>();
        try (BrokerTopics broker = BrokerTopics.connect(pipeline.broker())) {
            needs = needs.among(broker.names());
            findings.addAll(needs.unnamed());
            for (TopicPlan plan : needs.plans()) {
                findings.addAll(broker.check(plan));
            }
        }
        return Findings.tell(terminal(), needs.plans(), findings);
    }
}
