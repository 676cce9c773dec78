package io.winnow.decode.stream;

import io.winnow.decode.FramePolicy;
import io.winnow.records.Clock;
import java.util.Objects;

/**
 * A stream to read.
 *
 * @param stream its id
 * @param input what it is read from
 * @param policy which of its frames are handed on
 */
public record StreamPlan(String stream, StreamInput input, FramePolicy policy) {
    public StreamPlan {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(policy, "policy");
    }

    /** Whether a restored run gets the same frames again. Where not, each restore begins a new epoch. */
    public boolean replayable() {
        return !(policy instanceof FramePolicy.Latest) && !(input instanceof StreamInput.StandardInput) && !live();
    }

    /** Whether frames come when they happen: the stream goes on until somebody ends it. */
    public boolean live() {
        return input instanceof StreamInput.Live;
    }

    /** Whether it goes on for as long as somebody likes, so that no other waits for its end. */
    public boolean lasting() {
        return input instanceof StreamInput.Growing || live();
    }

    /** The clock of its spans. A camera's is that of the wall. */
    Clock clock() {
        return live() ? Clock.WALL : Clock.MEDIA;
    }

    /** Whether its items are pictures, whose clock is the stream's. */
    boolean pictures() {
        return input instanceof StreamInput.Pictures;
    }

    /** Whether silence says something: the bytes come from elsewhere. */
    boolean waitsForOthers() {
        return input instanceof StreamInput.StandardInput || input instanceof StreamInput.Web || lasting();
    }

    /** Whether its file was named itself, so that one which is no media is an error. */
    boolean named() {
        if (input instanceof StreamInput.Clip clip) {
            return clip.named();
        }
        return !(input instanceof StreamInput.Pictures pictures) || pictures.named();
    }
}
