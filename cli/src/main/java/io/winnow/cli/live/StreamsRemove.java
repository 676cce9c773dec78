package io.winnow.cli.live;

import io.winnow.records.StreamControl.Action;
import picocli.CommandLine.Command;

/** Takes a stream out of a running pipeline. */
@Command(
        name = "remove",
        description = "Ends a stream where it is, and what is read of its source. Later runs do not read it either.")
final class StreamsRemove extends StreamsChange {
    StreamsRemove() {
        super(Action.REMOVE, "ends where it is");
    }
}
