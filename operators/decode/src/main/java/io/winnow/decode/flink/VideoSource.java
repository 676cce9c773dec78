package io.winnow.decode.flink;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.GrowingAddress;
import io.winnow.decode.LiveAddress;
import io.winnow.decode.PictureSize;
import io.winnow.decode.PieceAddress;
import io.winnow.decode.PieceTopics;
import io.winnow.decode.SourceAddress;
import io.winnow.decode.control.StreamControls;
import io.winnow.decode.process.DecoderPools;
import io.winnow.decode.process.Decoders;
import io.winnow.decode.sources.Sources;
import io.winnow.decode.stream.StreamOpener;
import io.winnow.frames.Decoded;
import io.winnow.frames.flink.DecodedTypeInfo;
import io.winnow.records.StageContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsSplitReassignmentOnRecovery;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes sources. Per stream, in order: {@code STARTED}; {@code FORMAT}, frames, gaps, {@code IDLE}; at most one dead letter a file; {@code ENDED}, whose count is that of all frames known of:
 * those handed on and those of the gaps. A stream whose file is broken ends; the others go on. A live source that is away is opened again until somebody ends its stream.
 */
public final class VideoSource
        implements Source<Decoded, VideoSplit, VideoEnumeratorState>,
                SupportsSplitReassignmentOnRecovery,
                ResultTypeQueryable<Decoded> {
    private static final long serialVersionUID = 1;
    private static final int MOST_AHEAD = 4;

    private final ArrayList<SourceAddress> sources;
    private final DecodeOptions options;
    private final PictureSize size;
    private final StageContext context;
    private final PieceTopics pieces;
    private final @Nullable StreamControls controls;

    /**
     * Checks the addresses; opens nothing.
     *
     * @param size of the pictures that the tokenizer wants
     * @throws IllegalArgumentException for an address that cannot be read, or two sources of one id
     */
    public VideoSource(List<SourceAddress> sources, DecodeOptions options, PictureSize size, StageContext context) {
        this(sources, options, size, context, PieceTopics.NONE, null);
    }

    private VideoSource(
            List<SourceAddress> sources,
            DecodeOptions options,
            PictureSize size,
            StageContext context,
            PieceTopics pieces,
            @Nullable StreamControls controls) {
        this.sources = new ArrayList<>(sources);
        this.options = Objects.requireNonNull(options, "options");
        this.size = Objects.requireNonNull(size, "size");
        this.context = Objects.requireNonNull(context, "context");
        this.pieces = Objects.requireNonNull(pieces, "pieces");
        this.controls = controls;
        Set<String> ids = new HashSet<>();
        for (SourceAddress source : sources) {
            Sources.requireKnown(source);
            if (!ids.add(source.id())) {
                throw new IllegalArgumentException("two sources have the id " + source.id());
            }
        }
    }

    /** The same, whose streams can be added, paused and removed while it is read. */
    public VideoSource withControls(StreamControls other) {
        return new VideoSource(sources, options, size, context, pieces, other);
    }

    /** The same, which can read topics of pieces. */
    public VideoSource withPieces(PieceTopics other) {
        return new VideoSource(sources, options, size, context, other, controls);
    }

    @Override
    public Boundedness getBoundedness() {
        return options.stay() ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Decoded, VideoSplit> createReader(SourceReaderContext reader) throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        int share = share(options.childrenOn(cores), reader.currentParallelism());
        ActiveStreams active = new ActiveStreams(share);
        ReaderMetrics metrics = new ReaderMetrics(reader.metricGroup(), active::count);
        // Each source is a stream at least, so that many decoders are wanted at once.
        int live = count(LiveAddress::isLive);
        int published = count(address -> PieceAddress.of(address).isPresent());
        int growing = count(address -> GrowingAddress.path(address).isPresent());
        Decoders decoders = DecoderPools.open(
                options.pool(share, size),
                portion(sources.size() - live - growing, reader.currentParallelism()),
                portion(live - published, reader.currentParallelism()),
                portion(published + growing, reader.currentParallelism()),
                pieces.client(reader.getIndexOfSubtask()));
        StreamOpener opener = new StreamOpener(
                decoders, options, size, Math.min(share, MOST_AHEAD), context, metrics, InstantSource.system());
        Bound bound = new Bound(options.stopAfter(), InstantSource.system());
        return new VideoReader(opener, metrics, active, bound, decoders, reader::sendSourceEventToCoordinator);
    }

    private int count(Predicate<String> addresses) {
        return (int)
                sources.stream().map(SourceAddress::address).filter(addresses).count();
    }

    /** Readers of one job can share a machine, where all of them together have so many children. */
    private static int share(int all, int readers) {
        return Math.max(1, portion(all, readers));
    }

    private static int portion(int all, int readers) {
        return (all + readers - 1) / readers;
    }

    @Override
    public SplitEnumerator<VideoSplit, VideoEnumeratorState> createEnumerator(
            SplitEnumeratorContext<VideoSplit> enumerator) {
        return restoreEnumerator(enumerator, VideoEnumeratorState.NONE);
    }

    @Override
    public SplitEnumerator<VideoSplit, VideoEnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<VideoSplit> enumerator, VideoEnumeratorState state) {
        return new VideoEnumerator(
                enumerator,
                sources,
                source -> Sources.plans(List.of(source), options.policy()),
                Optional.ofNullable(controls),
                options.stay(),
                InstantSource.system(),
                state);
    }

    @Override
    public SimpleVersionedSerializer<VideoSplit> getSplitSerializer() {
        return VideoSplitSerializer.INSTANCE;
    }

    @Override
    public SimpleVersionedSerializer<VideoEnumeratorState> getEnumeratorCheckpointSerializer() {
        return VideoEnumeratorSerializer.INSTANCE;
    }

    @Override
    public TypeInformation<Decoded> getProducedType() {
        return DecodedTypeInfo.INSTANCE;
    }
}
