package io.winnow.decode.process;

import io.winnow.decode.PictureSize;
import io.winnow.decode.worker.wire.Choice;
import io.winnow.decode.worker.wire.Job;
import io.winnow.decode.worker.wire.Live;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Requests as a child gets them. */
final class Jobs {
    private Jobs() {}

    static Job job(DecodeRequest request) {
        ResumePoint resume = request.resume();
        DecodeLimits limits = request.limits();
        return new Job(
                request.input().name(),
                choice(request.sampling()),
                resume.nextSeq(),
                resume.keySeq(),
                resume.keyTicks(),
                resume.sampledMicros(),
                request.size().width(),
                request.size().height(),
                request.size().fit() == PictureSize.Fit.CROP,
                limits.pixels(),
                limits.frames(),
                limits.length().toMillis() * 1_000,
                request.threads(),
                awaited(request.input()),
                live(request.input()));
    }

    private static boolean awaited(DecodeInput input) {
        return input instanceof DecodeInput.GrowingFile || input instanceof DecodeInput.Piped;
    }

    private static Optional<Live> live(DecodeInput input) {
        return input instanceof DecodeInput.Live live
                ? Optional.of(new Live(
                        live.transport(),
                        live.opensItself() ? live.address() : "",
                        micros(live.stall()),
                        micros(live.behind())))
                : Optional.empty();
    }

    private static long micros(Duration duration) {
        return TimeUnit.MILLISECONDS.toMicros(duration.toMillis());
    }

    private static Choice choice(Sampling sampling) {
        if (sampling instanceof Sampling.Every every) {
            return new Choice(Choice.Kind.EVERY, every.n());
        }
        if (sampling instanceof Sampling.Fps fps) {
            return new Choice(Choice.Kind.FPS, fps.perSecond());
        }
        if (sampling instanceof Sampling.Scene scene) {
            return new Choice(Choice.Kind.SCENE, scene.threshold());
        }
        if (sampling instanceof Sampling.Motion motion) {
            return new Choice(Choice.Kind.MOTION, motion.threshold());
        }
        if (sampling instanceof Sampling.KeyFrames) {
            return new Choice(Choice.Kind.KEY_FRAMES, 0);
        }
        return new Choice(sampling instanceof Sampling.Latest ? Choice.Kind.LATEST : Choice.Kind.KEEP_ALL, 0);
    }
}
