package io.winnow.cli.live;

import io.winnow.records.StreamControl.Action;
import picocli.CommandLine.Command;

/** Lets a stream wait. */
@Command(name = "pause", description = "Stops reading a stream, until it is resumed.")
final class StreamsPause extends StreamsChange {
    StreamsPause() {
        super(Action.PAUSE, "pauses; winnow streams resume lets it go on");
    }
}
