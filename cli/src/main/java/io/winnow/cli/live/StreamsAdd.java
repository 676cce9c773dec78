package io.winnow.cli.live;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.cli.run.Addresses;
import io.winnow.decode.control.ControlRules;
import io.winnow.records.StreamControl;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a running pipeline read one more source. */
@Command(
        name = "add",
        description = "Adds a source to a pipeline while it runs. Its later runs read it too, until it is removed.")
final class StreamsAdd extends CliCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The stream's id.")
    private String id = "";

    @Parameters(
            index = "1",
            paramLabel = "SOURCE",
            description = "A path, folder, glob, URL or kafka:TOPIC/KEY, as the machines of the pipeline reach it.")
    private String source = "";

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "Its frame policy, such as fps(1); without it, the pipeline's.")
    private Optional<String> policy = Optional.empty();

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Override
    public Integer call() throws InterruptedException {
        String address = Addresses.source(source).get(0).address();
        StreamControl wish = StreamControl.add(id, address, policy.orElse(""), System.currentTimeMillis());
        ControlRules.problem(wish).ifPresent(problem -> {
            throw CommandFailure.usage("BAD_SOURCE", problem, id, "Correct its id, address and policy.");
        });
        ControlledPipeline pipeline = ControlledPipeline.of(options);
        if (pipeline.reads(id)) {
            throw CommandFailure.usage(
                    "STREAM_TAKEN",
                    "the pipeline has a stream " + id + " already",
                    id,
                    "Remove it first with winnow streams remove " + id + ", or choose another id.");
        }
        // What was forgotten stays so: the stream begins anew.
        terminal().document(pipeline.wish(wish.forgottenBefore(pipeline.forgottenMillis(id))));
        terminal().print(id + " is added; winnow streams list shows it when it is read");
        return ExitStatus.DONE;
    }
}
