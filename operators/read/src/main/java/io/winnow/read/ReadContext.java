package io.winnow.read;

import io.winnow.records.BundleRef;
import io.winnow.records.RecordId;
import io.winnow.records.Span;
import io.winnow.records.Timings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What questions on one stretch of one stream read: its tokens, cut to the reader's limit and placed. Immutable; contexts of the same windows and stretch are equal. */
public final class ReadContext {
    private static final ReadContext BLIND = new ReadContext(
            new Key(List.of(), Stretch.ALL, 0, 0), VisualTokens.NONE, List.of(), Cost.NONE, Optional.empty());

    private final Key key;
    private final VisualTokens visual;
    private final List<Span> frames;
    private final Cost cost;
    private final Optional<BundleRef> tokenizer;

    /** What a context is made of; the same key means the same tokens. */
    record Key(List<RecordId> windows, Stretch stretch, int kept, int most) {}

    /**
     * What the windows of a context have cost.
     *
     * @param frames decoded
     * @param visual tokens before pruning
     * @param kept by the pruner
     * @param timings work spent
     */
    public record Cost(long frames, long visual, long kept, Timings timings) {
        static final Cost NONE = new Cost(0, 0, 0, Timings.NONE);

        Cost plus(Cost other) {
            return new Cost(
                    frames + other.frames, visual + other.visual, kept + other.kept, timings.plus(other.timings));
        }
    }

    ReadContext(Key key, VisualTokens visual, List<Span> frames, Cost cost, Optional<BundleRef> tokenizer) {
        this.key = key;
        this.visual = visual;
        this.frames = List.copyOf(frames);
        this.cost = cost;
        this.tokenizer = tokenizer;
    }

    /** A context without a picture: what a question alone gives away. */
    public static ReadContext blind() {
        return BLIND;
    }

    Key key() {
        return key;
    }

    /** How often each context is among these. */
    static Map<Key, Integer> counts(Stream<ReadContext> contexts) {
        return contexts.collect(Collectors.toMap(ReadContext::key, context -> 1, Integer::sum));
    }

    VisualTokens visual() {
        return visual;
    }

    /** Spans of its frames, in time order; tokens of some may all have been cut. */
    public List<Span> frames() {
        return frames;
    }

    /** What a frame stands for: the time until the next, where that comes within twice the usual step, or else its own. */
    Span shown(int frame) {
        Span own = frames.get(frame);
        if (frame + 1 == frames.size()) {
            return own;
        }
        long next = frames.get(frame + 1).startMicros();
        return next - own.startMicros() <= 2 * usualStep() && next > own.endMicros()
                ? new Span(own.startMicros(), next, own.clock())
                : own;
    }

    /** The median from one frame's start to the next. */
    private long usualStep() {
        long[] steps = IntStream.range(1, frames.size())
                .mapToLong(i -> frames.get(i).startMicros() - frames.get(i - 1).startMicros())
                .sorted()
                .toArray();
        return steps[steps.length / 2];
    }

    /** Visual tokens that a question reads. */
    public int tokens() {
        return visual.count();
    }

    public Cost cost() {
        return cost;
    }

    /** The bundle that made the tokens; empty for a blind context. */
    public Optional<BundleRef> tokenizer() {
        return tokenizer;
    }

    /** Ids of the windows, in time order. */
    public List<RecordId> windows() {
        return key.windows();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadContext that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
