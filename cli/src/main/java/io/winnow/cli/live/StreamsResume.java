package io.winnow.cli.live;

import io.winnow.records.StreamControl.Action;
import picocli.CommandLine.Command;

/** Lets a paused stream go on. */
@Command(
        name = "resume",
        description =
                "Goes on with a stream that was paused: with a file exactly where it was, with what cannot be read"
                        + " again from now on.")
final class StreamsResume extends StreamsChange {
    StreamsResume() {
        super(Action.RESUME, "goes on");
    }
}
