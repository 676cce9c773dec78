package io.winnow.tokenize.line;

import io.winnow.frames.Decoded;
import io.winnow.frames.Frame;
import io.winnow.frames.FrameEvent;
import io.winnow.frames.FrameFailure;
import io.winnow.records.DeadLetter;
import io.winnow.records.StreamEvent.Kind;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.Tokenizer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Leads frames, events and failures through a tokenizer in the order in which they came. Frames are encoded side by side; each turn waits for the one before it, first to be encoded, then to become
 * tokens. For one thread; {@code wake} is called from any when {@link #advance} may have something to do.
 */
public final class TokenLine {
    private final Tokenizer tokenizer;
    private final Ledgers ledgers;
    private final LineEnd end;
    private final Runnable wake;
    private final ArrayDeque<Step> encoding = new ArrayDeque<>();
    private final ArrayDeque<Step> tokenizing = new ArrayDeque<>();
    private int waitingFrames;

    public TokenLine(Tokenizer tokenizer, Ledgers ledgers, LineEnd end, Runnable wake) {
        this.tokenizer = tokenizer;
        this.ledgers = ledgers;
        this.end = end;
        this.wake = wake;
    }

    /** Takes what was decoded; a frame is the tokenizer's from here on. */
    public void accept(Decoded decoded) {
        if (decoded instanceof Frame frame) {
            FrameFacts facts = FrameFacts.of(frame);
            CompletableFuture<EncodedFrame> encoded = tokenizer.encode(frame);
            encoding.add(new Step.Encoding(frame.stream(), facts, encoded));
            waitingFrames++;
            waken(encoded);
        } else if (decoded instanceof FrameEvent event) {
            encoding.add(new Step.Event(event));
        } else if (decoded instanceof FrameFailure failure) {
            encoding.add(new Step.Failure(failure));
        }
        advance();
    }

    private <T> void waken(CompletableFuture<T> future) {
        BiConsumer<T, Throwable> call = (value, failure) -> wake.run();
        future.whenComplete(call).exceptionally(failure -> null);
    }

    /** Frames that are not encoded yet. */
    public int waitingFrames() {
        return waitingFrames;
    }

    /** Everything that waits for its turn, frames and others. */
    public int waiting() {
        return encoding.size() + tokenizing.size();
    }

    /** Whether everything that came has gone out, but for the frames of open clips. */
    public boolean isEmpty() {
        return encoding.isEmpty() && tokenizing.isEmpty();
    }

    /** Puts out everything whose turn has come. */
    public void advance() {
        while (!encoding.isEmpty() && encoding.getFirst().isDone()) {
            encoded(encoding.removeFirst());
        }
        while (!tokenizing.isEmpty() && tokenizing.getFirst().isDone()) {
            end.put(tokenizing.removeFirst());
        }
    }

    /** Closes every clip that is open, because nothing more will come. */
    public void closeClips() {
        ledgers.own().forEach(ledger -> ledger.clip().close().ifPresent(frames -> tokenize(ledger, frames)));
        advance();
    }

    private void encoded(Step step) {
        if (step instanceof Step.Encoding frame) {
            waitingFrames--;
            encoded(frame);
            return;
        }
        if (step instanceof Step.Event event) {
            closeClipAt(event.event());
        } else if (step instanceof Step.Failure failure) {
            // In its order among the stream's events: its end looks at what was said before.
            DeadLetter letter = failure.failure().letter();
            if (!letter.stream().isEmpty()) {
                ledgers.step(letter.stream()).watch().failure(letter);
            }
        }
        tokenizing.add(step);
    }

    private void encoded(Step.Encoding frame) {
        StreamLedger ledger = ledgers.step(frame.stream());
        ledger.watch().frame(frame.facts());
        if (frame.encoded().isCompletedExceptionally()) {
            tokenizing.add(new Step.Lost(frame.stream(), frame.facts(), failure(frame.encoded())));
            return;
        }
        OpenClip clip = ledger.clip();
        boolean otherEpoch = frame.facts().epoch() != clip.epoch();
        clip.before(frame.facts(), tokenizer.clip()).ifPresent(frames -> tokenize(ledger, frames));
        if (otherEpoch) {
            ledger.carried().forget();
        }
        clip.add(new ClipFrame(frame.facts(), frame.encoded().join()), tokenizer.clip())
                .ifPresent(frames -> tokenize(ledger, frames));
    }

    private static Throwable failure(CompletableFuture<?> failed) {
        return Failures.cause(failed.handle((value, failure) -> failure).join());
    }

    /** A clip ends with its stream and with its epoch; a gap within an epoch leaves clips at their places. */
    private void closeClipAt(FrameEvent event) {
        StreamLedger ledger = ledgers.step(event.stream());
        ledger.watch().event(event);
        boolean otherEpoch = event.epoch() != ledger.clip().epoch();
        if (otherEpoch || event.kind() == Kind.STARTED || event.kind() == Kind.ENDED) {
            ledger.clip().close().ifPresent(frames -> tokenize(ledger, frames));
            ledger.carried().forget();
        }
    }

    private void tokenize(StreamLedger ledger, List<ClipFrame> frames) {
        List<EncodedFrame> encoded = frames.stream().map(ClipFrame::encoded).toList();
        CompletableFuture<TokenSet> tokens;
        if (tokenizer.carries()) {
            tokens = tokenizer.tokenize(encoded, ledger.carried().last());
            ledger.carried().follow(tokens);
        } else {
            tokens = tokenizer.tokenize(encoded);
        }
        tokenizing.add(new Step.Tokenizing(ledger.stream(), frames, tokens));
        if (!tokens.isDone()) {
            waken(tokens);
        }
    }
}
