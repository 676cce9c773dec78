package io.winnow.cli.topics;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.PipelineArguments;
import io.winnow.topics.TopicAcls;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        List<TopicAcls.Acl> acls = TopicAcls.of(Plans.names(pipeline));
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
