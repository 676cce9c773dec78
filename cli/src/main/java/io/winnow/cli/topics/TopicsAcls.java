package io.winnow.cli.topics;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.PipelineArguments;
import io.winnow.jobs.TopicNeeds;
import io.winnow.topics.TopicAcls;
import io.winnow.topics.TopicNames;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints rights; asks no broker. */
@Command(
        name = "acls",
        description =
                "Prints the rights that each role needs on a broker with authorization, as kafka-acls.sh takes them.")
final class TopicsAcls extends CliCommand {
    @Mixin
    private PipelineArguments pipeline = new PipelineArguments();

    @Override
    public Integer call() {
        TopicNames names = Plans.names(pipeline);
        TopicNeeds needs = Plans.of(pipeline);
        List<TopicAcls.Acl> acls = Stream.concat(
                        TopicAcls.of(names, needs.retentions()).stream(),
                        needs.plans().stream()
                                .filter(plan -> !plan.names().equals(names))
                                .flatMap(plan -> TopicAcls.ofOther(plan).stream()))
                .sorted(Comparator.comparing(TopicAcls.Acl::role))
                .toList();
        terminal()
                .document(acls.stream()
                        .map(acl -> Map.of(
                                "role", acl.role().name().toLowerCase(Locale.ROOT),
                                "operation", acl.operation(),
                                "resource", acl.resource(),
                                "name", acl.name(),
                                "prefixed", acl.prefixed()))
                        .toList());
        acls.forEach(acl -> terminal().print(acl.line()));
        return ExitStatus.DONE;
    }
}
