package io.winnow.records;

import java.util.Map;

/**
 * A stream's state, for people who watch many of them.
 *
 * @param stream its id
 * @param run the run that reads it
 * @param state what it is doing
 * @param epoch its newest epoch
 * @param lastFrameMicros start of its newest frame, on its own clock
 * @param lastFrameMillis wall clock when that frame was decoded
 * @param frames decoded so far in this run
 * @param dropped frames not tokenized, by reason
 * @param reconnects how often it had to be opened again
 * @param message why it failed or is away, in a sentence, or that its source's clock is wrong; empty where there is nothing to say
 * @param updatedMillis wall clock
 */
public record StreamStatus(
        String stream,
        String run,
        State state,
        long epoch,
        long lastFrameMicros,
        long lastFrameMillis,
        long frames,
        Map<String, Long> dropped,
        long reconnects,
        String message,
        long updatedMillis) {

    /** What a stream is doing. */
    public enum State {
        RUNNING,
        IDLE,
        PAUSED,
        RECONNECTING,
        ENDED,
        FAILED,
        /** The pipeline was stopped to go on later, and the stream with it. */
        STOPPED;

        /** Whether nothing comes of it any more, also when the pipeline goes on. */
        public boolean over() {
            return this == ENDED || this == FAILED;
        }
    }

    public StreamStatus {
        dropped = Map.copyOf(dropped);
    }

    /** The same once its pipeline was stopped. */
    public StreamStatus stopped(long nowMillis) {
        return new StreamStatus(
                stream,
                run,
                State.STOPPED,
                epoch,
                lastFrameMicros,
                lastFrameMillis,
                frames,
                dropped,
                reconnects,
                message,
                nowMillis);
    }
}
