package io.winnow.read;

import io.winnow.records.Span;
import java.util.List;

/**
 * When the frames of a context are, as the reader was taught: counted in steps of its sampling rate from the first frame, so that a file sampled at that rate has the steps 0, 1, 2, ... whatever
 * the jitter of its timestamps, and other rates fall on the same scale.
 */
final class FrameTimes {
    private static final double MICROS = 1e6;

    private final long[] steps;
    private final double stepsPerSecond;

    /**
     * @param frames in time order
     * @param stepsPerSecond the sampling rate of training
     */
    FrameTimes(List<Span> frames, double stepsPerSecond) {
        this.steps = new long[frames.size()];
        this.stepsPerSecond = stepsPerSecond;
        long start = frames.isEmpty() ? 0 : frames.get(0).startMicros();
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.round((frames.get(i).startMicros() - start) / MICROS * stepsPerSecond);
        }
    }

    /** Where a frame stands in the context, from 0 to below 1. */
    float share(int frame) {
        return (float) (steps[frame] / (double) (steps[steps.length - 1] + 1));
    }

    /** Seconds from the context's first frame. */
    float seconds(int frame) {
        return (float) (steps[frame] / stepsPerSecond);
    }
}
