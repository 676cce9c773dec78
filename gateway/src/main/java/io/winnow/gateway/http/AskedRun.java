package io.winnow.gateway.http;

import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.live.Views;
import java.util.Optional;

/** Whether anybody is there to answer what the run that is shown is asked. */
final class AskedRun {
    private AskedRun() {}

    /**
     * What whoever asks should know of it; empty where it is heard of, or not known yet.
     *
     * @throws ApiError where it has ended
     */
    static Optional<String> note(LiveState state) {
        Views.Line line = state.lineView();
        if (line.state() == Views.Line.State.ENDED) {
            throw new ApiError(
                    409,
                    "RUN_ENDED",
                    "the run " + line.run() + " has ended, and nothing answers questions any more",
                    "the pipeline",
                    "start it again, or ask its archive (winnow archive ask)");
        }
        if (line.state() == Views.Line.State.STOPPED) {
            return Optional.of("the question is put, and waits until the pipeline, which is stopped, goes on");
        }
        return line.state() == Views.Line.State.SILENT
                ? Optional.of("the question is put, and may wait for long: " + line.problem())
                : Optional.empty();
    }
}
