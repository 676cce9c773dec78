package io.winnow.decode.flink;

import io.winnow.decode.stream.FrameMeter;
import io.winnow.frames.Decoded;
import io.winnow.frames.Frame;
import io.winnow.frames.FrameFailure;
import io.winnow.metrics.MetricNames;
import io.winnow.records.flink.StageMetrics;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what a reader decodes, hands on and leaves out. */
final class ReaderMetrics implements FrameMeter {
    private static final String STAGE = "decode";
    private static final long BYTES_OF_A_PIXEL = 3;

    private final StageMetrics metrics;
    private final Counter frames;
    private final Counter pixelBytes;
    private final Counter decodeMicros;
    private final Counter streamsFailed;
    private final Counter reconnects;

    ReaderMetrics(MetricGroup group, Supplier<Integer> active) {
        metrics = StageMetrics.of(group, STAGE);
        frames = metrics.counter(MetricNames.FRAMES);
        pixelBytes = metrics.counter(MetricNames.PIXEL_BYTES);
        decodeMicros = metrics.counter(MetricNames.DECODE_MICROS);
        streamsFailed = metrics.counter(MetricNames.STREAMS_FAILED);
        reconnects = metrics.counter(MetricNames.RECONNECTS);
        metrics.gauge(MetricNames.STREAMS_ACTIVE, active);
    }

    @Override
    public void decoded(long count) {
        frames.inc(count);
    }

    @Override
    public void dropped(String reason, long count) {
        metrics.counter(MetricNames.FRAMES_DROPPED, reason).inc(count);
    }

    @Override
    public void reconnected() {
        reconnects.inc();
    }

    void emitted(Decoded decoded) {
        if (decoded instanceof Frame frame) {
            pixelBytes.inc(BYTES_OF_A_PIXEL * frame.sourceWidth() * frame.sourceHeight());
            decodeMicros.inc(frame.decodeMicros());
        } else if (decoded instanceof FrameFailure failure) {
            metrics.counter(MetricNames.DEAD_LETTERS, failure.letter().reason()).inc();
        }
    }

    void failed() {
        streamsFailed.inc();
    }
}
