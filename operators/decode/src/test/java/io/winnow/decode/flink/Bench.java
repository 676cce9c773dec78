package io.winnow.decode.flink;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.FramePolicy;
import io.winnow.decode.PictureSize;
import io.winnow.decode.PieceTopics;
import io.winnow.decode.SourceAddress;
import io.winnow.decode.control.Standing;
import io.winnow.decode.process.DecoderPools;
import io.winnow.decode.process.Decoders;
import io.winnow.decode.sources.Sources;
import io.winnow.decode.stream.StreamOpener;
import io.winnow.decode.stream.StreamPlan;
import io.winnow.frames.Decoded;
import io.winnow.records.StageContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Readers on one pool of decoders, driven as Flink's task drives them. */
final class Bench implements AutoCloseable {
    static final PictureSize SIZE = new PictureSize(32, 24);
    private static final int CHILDREN = 2;
    private static final int PATIENCE_SECONDS = 60;

    private final DecodeOptions options;
    private final Decoders decoders;
    private final InstantSource clock;

    Bench(DecodeOptions options, InstantSource clock) throws Exception {
        this(options, clock, PieceTopics.NONE);
    }

    Bench(DecodeOptions options, InstantSource clock, PieceTopics pieces) throws Exception {
        this.options = options;
        this.clock = clock;
        this.decoders = DecoderPools.open(options.pool(CHILDREN, SIZE), 1, 0, 0, pieces.client(0));
    }

    static Bench open() throws Exception {
        return new Bench(DecodeOptions.defaults().withPolicy(new FramePolicy.KeepAll()), InstantSource.system());
    }

    /** Splits of one source, named s. */
    List<VideoSplit> splits(String address, String policy) {
        return Sources.plans(List.of(new SourceAddress("s", address, policy)), options.policy()).stream()
                .map(plan -> VideoSplit.unread("s", 0, plan))
                .toList();
    }

    /** The same splits of streams with other names. */
    static List<VideoSplit> named(List<VideoSplit> splits, String... names) {
        List<VideoSplit> named = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            StreamPlan plan = splits.get(i).plan();
            named.add(VideoSplit.unread(names[i], 0, new StreamPlan(names[i], plan.input(), plan.policy())));
        }
        return named;
    }

    /** Everything that is put out, to the end. */
    List<Told> readAll(List<VideoSplit> splits) throws Exception {
        try (Drive drive = drive(splits)) {
            drive.toEnd();
            return drive.told;
        }
    }

    Drive drive(List<VideoSplit> splits) {
        return new Drive(splits);
    }

    @Override
    public void close() {
        decoders.close();
    }

    /** One reader. */
    final class Drive implements ReaderOutput<Decoded>, AutoCloseable {
        final List<Told> told = new ArrayList<>();
        final List<SourceEvent> sent = new ArrayList<>();
        private final VideoReader reader;

        private Drive(List<VideoSplit> splits) {
            ActiveStreams active = new ActiveStreams(CHILDREN);
            ReaderMetrics metrics =
                    new ReaderMetrics(UnregisteredMetricsGroup.createSourceReaderMetricGroup(), active::count);
            StageContext context = new StageContext("run", "pipeline", "decode", "digest");
            StreamOpener opener = new StreamOpener(decoders, options, SIZE, CHILDREN, context, metrics, clock);
            reader = new VideoReader(
                    opener, metrics, active, new Bound(options.stopAfter(), clock), () -> {}, sent::add);
            reader.start();
            reader.addSplits(splits);
            reader.notifyNoMoreSplits();
        }

        void toEnd() throws Exception {
            while (step()) {
                // Each step says whether there is another.
            }
        }

        /** Tells the reader what to do with a split, and lets it do so. */
        void order(VideoSplit split, Standing standing) throws Exception {
            reader.handleSourceEvents(new StreamOrder(split.splitId(), standing));
            step();
        }

        /** As far as it goes without waiting. */
        boolean idles() throws Exception {
            return reader.pollNext(this) == InputStatus.NOTHING_AVAILABLE;
        }

        /** Until at least so many elements have been put out. */
        boolean until(int elements) throws Exception {
            boolean more = true;
            while (more && told.size() < elements) {
                more = step();
            }
            return more;
        }

        private boolean step() throws Exception {
            InputStatus status = reader.pollNext(this);
            if (status == InputStatus.NOTHING_AVAILABLE) {
                reader.isAvailable().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return status != InputStatus.END_OF_INPUT;
        }

        /** The state as a checkpoint stores it. */
        List<VideoSplit> checkpoint() throws IOException {
            List<VideoSplit> restored = new ArrayList<>();
            for (VideoSplit split : reader.snapshotState(1)) {
                byte[] bytes = VideoSplitSerializer.INSTANCE.serialize(split);
                restored.add(VideoSplitSerializer.INSTANCE.deserialize(VideoSplitSerializer.VERSION, bytes));
            }
            return restored;
        }

        @Override
        public void collect(Decoded decoded) {
            told.add(Told.of(decoded));
        }

        @Override
        public void collect(Decoded decoded, long timestamp) {
            throw new IllegalStateException("frames carry their time themselves");
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            throw new IllegalStateException("there are no watermarks");
        }

        @Override
        public void markIdle() {
            throw new IllegalStateException("idle streams are told by events");
        }

        @Override
        public void markActive() {
            throw new IllegalStateException("idle streams are told by events");
        }

        @Override
        public SourceOutput<Decoded> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String split) {
            // All splits share one.
        }

        @Override
        public void close() throws Exception {
            reader.close();
        }
    }
}
