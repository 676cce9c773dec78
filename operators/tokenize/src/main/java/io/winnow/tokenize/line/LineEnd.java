package io.winnow.tokenize.line;

import io.winnow.frames.FrameEvent;
import io.winnow.records.BundleRef;
import io.winnow.records.DeadLetter;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.Origin;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.StageContext;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamEvent.Kind;
import io.winnow.records.Timings;
import io.winnow.records.TokenRecord;
import io.winnow.tokenize.TokenSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Gives what has passed the line its ordinal, and puts it out. A frame that could not be tokenized is a dead letter, and a gap in its stream. */
public final class LineEnd {
    /** Reason of gaps. */
    private static final String FORGOTTEN = "FORGOTTEN";

    private final StageContext context;
    private final BundleRef bundle;
    private final Ledgers ledgers;
    private final LineOutput output;
    private final LongSupplier millis;
    private final Supplier<ForgottenStreams> forgotten;

    /**
     * An end.
     *
     * @param context of the stage
     * @param bundle that makes the tokens
     * @param ledgers of the line
     * @param output where everything goes
     * @param millis the wall clock
     * @param forgotten the streams of which nothing is put out
     */
    public LineEnd(
            StageContext context,
            BundleRef bundle,
            Ledgers ledgers,
            LineOutput output,
            LongSupplier millis,
            Supplier<ForgottenStreams> forgotten) {
        this.context = context;
        this.bundle = bundle;
        this.ledgers = ledgers;
        this.output = output;
        this.millis = millis;
        this.forgotten = forgotten;
    }

    void put(Step step) {
        if (step instanceof Step.Tokenizing clip) {
            clip(clip);
        } else if (step instanceof Step.Lost lost) {
            lost(lost.stream(), lost.facts(), lost.facts().span(), 1, lost.failure());
        } else if (step instanceof Step.Event event) {
            event(event.event());
        } else if (step instanceof Step.Failure failure) {
            output.deadLetter(failure.failure().letter(), false);
        }
    }

    private void clip(Step.Tokenizing clip) {
        CompletableFuture<TokenSet> tokens = clip.tokens();
        List<ClipFrame> frames = clip.frames();
        long epoch = frames.get(0).facts().epoch();
        if (forgotten.get().refuses(clip.stream(), epoch)) {
            gap(clip.stream(), epoch, FORGOTTEN, frames.size());
            return;
        }
        if (tokens.isCompletedExceptionally()) {
            Throwable failure =
                    tokens.handle((value, thrown) -> Failures.cause(thrown)).join();
            lost(clip.stream(), frames.get(0).facts(), span(frames), frames.size(), failure);
            return;
        }
        output.record(record(clip.stream(), frames, tokens.join()));
    }

    private TokenRecord record(String stream, List<ClipFrame> frames, TokenSet set) {
        FrameFacts first = frames.get(0).facts();
        FrameFacts last = frames.get(frames.size() - 1).facts();
        long tokenizeMicros = set.micros()
                + frames.stream().mapToLong(frame -> frame.encoded().micros()).sum();
        return new TokenRecord(
                origin(stream, first.epoch()),
                RecordIds.token(context.run(), context.computeDigest(), stream, first.epoch(), first.seq()),
                context.computeDigest(),
                bundle,
                span(frames),
                first.seq(),
                frames.stream().map(frame -> frame.facts().span()).toList(),
                set.axis(),
                set.grid(),
                set.tokens(),
                set.positions(),
                set.pivot(),
                set.map(),
                frames.stream().mapToLong(frame -> frame.facts().pixels()).sum(),
                new Timings(
                        frames.stream()
                                .mapToLong(frame -> frame.facts().decodeMicros())
                                .sum(),
                        tokenizeMicros,
                        0),
                last.ingestMillis());
    }

    private static Span span(List<ClipFrame> frames) {
        return frames.stream()
                .map(frame -> frame.facts().span())
                .reduce(Span::union)
                .orElseThrow();
    }

    private void lost(String stream, FrameFacts first, Span span, long count, Throwable failure) {
        DeadLetter letter = Failures.letter(context, stream, first, span, failure, millis.getAsLong());
        output.deadLetter(letter, true);
        gap(stream, first.epoch(), Failures.REASON, count);
    }

    private void gap(String stream, long epoch, String reason, long count) {
        ledgers.current(stream).watch().drop(reason, count);
        output.event(
                new StreamEvent(origin(stream, epoch), Kind.GAP, reason, count, true, Map.of(), millis.getAsLong()),
                true);
    }

    private void event(FrameEvent event) {
        StreamEvent ordered = new StreamEvent(
                origin(event.stream(), event.epoch()),
                event.kind(),
                event.reason(),
                event.count(),
                event.exact(),
                event.attributes(),
                event.ingestMillis());
        output.event(ordered, false);
        if (event.kind() == Kind.STARTED || event.kind() == Kind.ENDED) {
            status(event.stream());
        }
        if (event.kind() == Kind.ENDED) {
            ledgers.forgetOldEnds();
        }
    }

    private Origin origin(String stream, long epoch) {
        long ordinal = ledgers.current(stream).ordinals().next(epoch);
        return new Origin(context.run(), context.stage(), stream, epoch, ordinal);
    }

    /** Puts out a stream's state. */
    public void status(String stream) {
        output.status(ledgers.current(stream).watch().status(stream, context.run(), millis.getAsLong()));
    }
}
