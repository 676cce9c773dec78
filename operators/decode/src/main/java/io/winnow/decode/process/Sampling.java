package io.winnow.decode.process;

import io.winnow.decode.FramePolicy;
import java.io.Serializable;

/** Which frames a child gives out. Each choice leaves out the steps it can: a frame that is not chosen is neither scaled nor copied, and with {@link KeyFrames} not decoded. */
public sealed interface Sampling extends Serializable {

    /** Every frame. */
    record KeepAll() implements Sampling {}

    /** Frames whose seq is a multiple of {@code n}. */
    record Every(int n) implements Sampling {
        public Every {
            if (n < 1) {
                throw new IllegalArgumentException("every(" + n + ") chooses no frame: n must be 1 or more");
            }
        }
    }

    /** The first frame at or after each multiple of {@code 1 / perSecond} of the media's time. */
    record Fps(double perSecond) implements Sampling {
        public Fps {
            if (!(perSecond > 0 && perSecond <= 1_000)) {
                throw new IllegalArgumentException(
                        "fps(" + perSecond + ") is out of range: above 0 and at most 1000 are possible");
            }
        }
    }

    /** Frames that can be decoded alone. Others are not decoded and have no seq. */
    record KeyFrames() implements Sampling {}

    /** Frames whose luma differs from that of the last one chosen by more than this share of black against white: {@link FramePolicy.Scene}. */
    record Scene(double threshold) implements Sampling {}

    /** Frames whose motion vectors are longer than this share of the diagonal: {@link FramePolicy.Motion}. An input whose codec has none is given up. */
    record Motion(double threshold) implements Sampling {}

    /** Every frame that there is time for: of a live address, the newest. Of what is not live, every frame. */
    record Latest() implements Sampling {}

    /** What a decoder does for a policy. */
    static Sampling of(FramePolicy policy) {
        if (policy instanceof FramePolicy.Every every) {
            return new Every(every.n());
        }
        if (policy instanceof FramePolicy.Fps fps) {
            return new Fps(fps.perSecond());
        }
        if (policy instanceof FramePolicy.Scene scene) {
            return new Scene(scene.threshold());
        }
        if (policy instanceof FramePolicy.Motion motion) {
            return new Motion(motion.threshold());
        }
        if (policy instanceof FramePolicy.Latest) {
            return new Latest();
        }
        return policy instanceof FramePolicy.KeyFrames ? new KeyFrames() : new KeepAll();
    }
}
