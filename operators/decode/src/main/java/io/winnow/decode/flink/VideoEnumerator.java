package io.winnow.decode.flink;

import io.winnow.decode.SourceAddress;
import io.winnow.decode.control.HeardWishes;
import io.winnow.decode.control.Standing;
import io.winnow.decode.control.StreamControls;
import io.winnow.decode.control.StreamWish;
import io.winnow.decode.control.WantedStreams;
import io.winnow.decode.control.WantedStreams.Wanted;
import io.winnow.decode.stream.StreamPlan;
import io.winnow.records.StreamRules;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists each source once and deals its streams out, and does what is wished of them while the job runs: what is wanted is compared with what has begun, and readers are told the difference. No reader is
 * told that no more will come before all streams have ended: a checkpoint fails while some subtasks of a stage that keeps union state have finished and others have not.
 */
final class VideoEnumerator implements SplitEnumerator<VideoSplit, VideoEnumeratorState> {
    private static final Logger LOG = LoggerFactory.getLogger(VideoEnumerator.class);

    private final SplitEnumeratorContext<VideoSplit> context;
    private final Function<SourceAddress, List<StreamPlan>> lister;
    private final Optional<StreamControls> controls;
    private final boolean stay;
    private final InstantSource clock;
    private final WantedStreams wanted;
    private final HeardWishes wishes;
    private final BegunSources begun;
    private final Placement placement;
    private final Set<String> pending = new LinkedHashSet<>();
    private final Set<String> listing = new HashSet<>();
    private Optional<StreamControls.Following> following = Optional.empty();
    private boolean heard;
    private boolean timeOver;
    private boolean over;

    /**
     * Begins nothing yet.
     *
     * @param definition the sources of the pipeline's definition
     * @param lister the streams of a source, as its files stand
     * @param controls what is wished of streams; empty where nothing can be
     * @param stay whether the job goes on when all streams have ended
     */
    VideoEnumerator(
            SplitEnumeratorContext<VideoSplit> context,
            List<SourceAddress> definition,
            Function<SourceAddress, List<StreamPlan>> lister,
            Optional<StreamControls> controls,
            boolean stay,
            InstantSource clock,
            VideoEnumeratorState restored) {
        this.context = context;
        this.lister = lister;
        this.controls = controls;
        this.stay = stay;
        this.clock = clock;
        this.wanted = new WantedStreams(definition);
        this.wishes = new HeardWishes(wanted);
        this.begun = new BegunSources(restored.begun());
        this.placement = new Placement(context);
        this.over = restored.over();
        if (restored.listed() && restored.begun().isEmpty()) {
            // Stored by a version that began with all that the definition has.
            wanted.ids().forEach(id -> wanted.source(id).ifPresent(source -> begun.begin(id, source, 0)));
        }
        restored.waiting().forEach(split -> placement.add(owned(split)));
    }

    /** Earlier versions did not store which source a stream belongs to. */
    private VideoSplit owned(VideoSplit split) {
        return split.source().isEmpty()
                ? split.of(wanted.sourceOf(split.stream()).orElse(split.stream()))
                : split;
    }

    @Override
    public void start() {
        if (over) {
            return;
        }
        if (controls.isPresent()) {
            following = Optional.of(controls.get().follow(new Hearing(context, this::hear)));
        } else {
            hear(List.of());
        }
    }

    private void hear(List<StreamWish> news) {
        if (over) {
            return;
        }
        wishes.take(news);
        if (!heard) {
            heard = true;
            pending.addAll(wanted.ids());
            pending.addAll(begun.state().keySet());
        }
        news.forEach(wish -> about(wish.stream()));
        goOn();
        tell();
    }

    /** What is wished of a folder may be about sources in it, of which some may be wanted no more. */
    private void about(String id) {
        pending.add(id);
        pending.addAll(wanted.ids(id));
        begun.state().keySet().stream()
                .filter(source -> StreamRules.isOf(id, source))
                .forEach(pending::add);
    }

    private void goOn() {
        if (!heard) {
            return;
        }
        boolean removed = reconcile();
        placement.dropUnread(split -> standing(split, Standing.READ) == Standing.REMOVED);
        boolean dealt = placement.deal();
        if (removed || dealt) {
            tell();
        }
        finish();
    }

    /**
     * Brings the sources that somebody said something of to what is wanted. While a reader is gone nobody knows which streams it has; before anything was begun, none has any.
     *
     * @return whether readers have streams that are to end
     */
    private boolean reconcile() {
        boolean removed = false;
        if (begun.state().isEmpty() || placement.complete()) {
            List<String> ids = List.copyOf(pending);
            pending.clear();
            for (String id : ids) {
                removed |= reconcile(id);
            }
        }
        return removed;
    }

    /** What has to end first, of which this says so, is looked at again when it has. */
    private boolean reconcile(String id) {
        Optional<Wanted> source = wanted.source(id);
        boolean stays = wanted.undecided(id) && begun.ever(id);
        if (stays || listing.contains(id) || begun.agrees(id, source)) {
            return false;
        }
        begun.remove(id);
        placement.dropUnread(split -> split.source().equals(id));
        if (placement.holds(id)) {
            return true;
        }
        source.ifPresent(it -> list(id, it));
        return false;
    }

    private void list(String id, Wanted source) {
        if (source.address().address().equals(SourceAddress.STANDARD_INPUT) && begun.ever(id)) {
            LOG.warn("Stream {} does not come back: standard input can be read once", id);
            return;
        }
        listing.add(id);
        context.callAsync(() -> lister.apply(source.address()), (plans, failure) -> listed(id, source, plans, failure));
    }

    private void listed(String id, Wanted source, @Nullable List<StreamPlan> plans, @Nullable Throwable failure) {
        listing.remove(id);
        if (!wanted.source(id).equals(Optional.of(source))) {
            // Something else is wished meanwhile.
            pending.add(id);
        } else {
            long since = begun.begin(id, source, clock.millis());
            if (plans == null) {
                cannot(id, "NOT_LISTED", "the source of " + id + " could not be listed", failure);
            } else {
                begin(id, since, plans);
            }
        }
        goOn();
    }

    private void begin(String id, long since, List<StreamPlan> plans) {
        Set<String> known = placement.streams();
        Optional<String> taken =
                plans.stream().map(StreamPlan::stream).filter(known::contains).findFirst();
        if (taken.isPresent()) {
            cannot(id, "STREAM_TAKEN", "a stream of another source has the id " + taken.get() + " already", null);
            return;
        }
        plans.stream()
                .filter(plan -> wanted.standing(plan.stream(), id, Standing.READ) != Standing.REMOVED)
                .forEach(plan -> placement.add(VideoSplit.unread(id, since, plan)));
    }

    /** A wish is refused; a definition that cannot be is the job's failure. */
    private void cannot(String id, String reason, String what, @Nullable Throwable cause) {
        String why = cause == null ? "" : ": " + cause.getMessage();
        if (!wishes.refuse(id, reason, what + why, "Remove it, and add what can be read.")) {
            throw new IllegalStateException("source " + id + " cannot be read: " + what, cause);
        }
    }

    private void tell() {
        placement.placed().forEach(one -> placement.tell(one, standing(one.split(), one.told())));
    }

    private Standing standing(VideoSplit split, Standing now) {
        if (!begun.has(split)) {
            return Standing.REMOVED;
        }
        return now == Standing.REMOVED ? now : wanted.standing(split.stream(), split.source(), now);
    }

    private void finish() {
        boolean ended = heard && placement.isEmpty() && placement.complete() && listing.isEmpty() && pending.isEmpty();
        if (ended && !over && (!stay || timeOver)) {
            over = true;
            stopFollowing();
            for (int reader = 0; reader < context.currentParallelism(); reader++) {
                context.signalNoMoreSplits(reader);
            }
        }
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {
        throw new IllegalStateException("readers are given their streams unasked");
    }

    @Override
    public void handleSourceEvent(int reader, SourceEvent event) {
        if (event instanceof StreamLeft left) {
            placement.left(left.split(), reader).ifPresent(split -> pending.add(split.source()));
        } else if (event instanceof TimeOver) {
            timeOver = true;
        } else {
            throw new IllegalStateException("reader " + reader + " sent " + event);
        }
        if (!over) {
            goOn();
        }
    }

    @Override
    public void addSplitsBack(List<VideoSplit> splits, int reader) {
        placement.unregister(reader, splits);
    }

    @Override
    public void addReader(int reader) {
        List<VideoSplit> had = Objects.requireNonNull(
                        context.registeredReaders().get(reader), "a reader that comes is registered")
                .getReportedSplitsOnRegistration();
        placement.register(reader, had.stream().map(this::owned).toList());
        if (over) {
            // Others may have finished; what this one has left it reads to the end.
            placement.dealTo(reader);
            tell();
            context.signalNoMoreSplits(reader);
        } else {
            goOn();
        }
    }

    @Override
    public VideoEnumeratorState snapshotState(long checkpoint) {
        return new VideoEnumeratorState(!begun.state().isEmpty(), over, begun.state(), placement.state());
    }

    private void stopFollowing() {
        following.ifPresent(StreamControls.Following::close);
        following = Optional.empty();
    }

    @Override
    public void close() {
        stopFollowing();
    }
}
