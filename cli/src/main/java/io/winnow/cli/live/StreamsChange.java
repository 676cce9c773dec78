package io.winnow.cli.live;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamControl.Action;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Wishes something of a stream that a pipeline has. */
abstract class StreamsChange extends CliCommand {
    private final Action action;
    private final String said;

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The stream's id; that of a folder is about all streams in it.")
    private String id = "";

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    /**
     * Makes a command.
     *
     * @param said of the stream when it is done
     */
    StreamsChange(Action action, String said) {
        this.action = action;
        this.said = said;
    }

    @Override
    public final Integer call() throws InterruptedException {
        ControlledPipeline pipeline = ControlledPipeline.of(options);
        Optional<StreamControl> before = pipeline.wished(id);
        boolean forgotten = pipeline.isForgotten(id);
        if (forgotten || before.filter(wish -> wish.action() == Action.REMOVE).isPresent()) {
            throw CommandFailure.usage(
                    "STREAM_REMOVED",
                    "stream " + id + " has been " + (forgotten ? "forgotten" : "removed"),
                    id,
                    "Add it again with winnow streams add " + id + " SOURCE.");
        }
        pipeline.require(id);
        long now = System.currentTimeMillis();
        StreamControl wish = before.map(it -> it.then(action, now)).orElseGet(() -> StreamControl.of(id, action, now));
        terminal().document(pipeline.wish(wish));
        terminal().print(id + " " + said);
        return ExitStatus.DONE;
    }
}
