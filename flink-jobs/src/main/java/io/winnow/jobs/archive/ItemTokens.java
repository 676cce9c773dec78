package io.winnow.jobs.archive;

import io.winnow.archive.FrameTokens;
import io.winnow.archive.ItemFacts;
import io.winnow.archive.Planned;
import io.winnow.archive.Row;
import io.winnow.archive.Status;
import io.winnow.decode.PictureFrame;
import io.winnow.decode.process.DecodeEvent.End;
import io.winnow.decode.process.DecodeEvent.Failure;
import io.winnow.decode.process.DecodeEvent.Problem;
import io.winnow.decode.sources.MediaKind;
import io.winnow.records.Span;
import io.winnow.tokenize.ClipOptions;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.RgbPicture;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An item on its way: frames come in as they are decoded, and go out as rows when all are tokens. For one thread. */
final class ItemTokens {
    private static final Logger LOG = LoggerFactory.getLogger(ItemTokens.class);
    private static final byte[] UNREAD = new byte[0];

    private final Planned planned;
    private final String bundle;
    private final Tokenizer tokenizer;
    private final Optional<QualityMeter> meter;
    private final List<Part> parts = new ArrayList<>();
    private final List<Waiting> open = new ArrayList<>();
    private byte[] sha256 = UNREAD;
    private boolean seemsMedia;
    private Optional<ItemFailure> failure = Optional.empty();
    private Optional<String> firstProblem = Optional.empty();
    private long originMicros;
    private long clip;

    /** A frame whose pixels have been given on; a copy of them where they are to be compared. */
    private record Waiting(PictureFrame frame, Optional<RgbPicture> copy, CompletableFuture<EncodedFrame> encoded) {}

    /** Frames that become one row. */
    private record Part(PictureFrame first, Span span, CompletableFuture<Made> tokens) {}

    private record Made(TokenSet set, double quality) {}

    ItemTokens(Planned planned, String bundle, Tokenizer tokenizer, Optional<QualityMeter> meter) {
        this.planned = planned;
        this.bundle = bundle;
        this.tokenizer = tokenizer;
        this.meter = meter;
    }

    Planned planned() {
        return planned;
    }

    void read(Content content) {
        sha256 = content.sha256();
        seemsMedia = kind(content) != MediaKind.UNKNOWN;
    }

    /** What it seems to be, by its bytes, else by its name. */
    MediaKind kind(Content content) {
        return MediaKind.of(planned.item().path(), content.head());
    }

    /** Takes a frame, which is the tokenizer's from here on. */
    void frame(PictureFrame frame) {
        ClipOptions cut = tokenizer.clip();
        if (parts.isEmpty() && open.isEmpty()) {
            originMicros = frame.span().startMicros();
        }
        long own = cut.index(originMicros, frame.span().startMicros());
        if (own != clip) {
            cut();
        }
        clip = own;
        Optional<RgbPicture> copy = meter.map(it -> it.copy(frame));
        open.add(new Waiting(frame, copy, tokenizer.encode(frame)));
        if (open.size() == cut.frames()) {
            cut();
        }
    }

    private void cut() {
        if (open.isEmpty()) {
            return;
        }
        List<CompletableFuture<EncodedFrame>> frames =
                open.stream().map(Waiting::encoded).toList();
        PictureFrame first = open.get(0).frame();
        Optional<RgbPicture> copy = open.get(0).copy();
        CompletableFuture<Made> tokens = CompletableFuture.allOf(frames.toArray(CompletableFuture[]::new))
                .thenCompose(all -> tokenizer.tokenize(
                        frames.stream().map(CompletableFuture::join).toList()))
                .thenCompose(set -> made(first.stream(), copy, set));
        Span span = open.stream()
                .map(waiting -> waiting.frame().span())
                .reduce(Span::union)
                .orElseThrow();
        parts.add(new Part(first, span, tokens));
        open.clear();
    }

    private CompletableFuture<Made> made(String stream, Optional<RgbPicture> copy, TokenSet set) {
        return meter.isPresent() && copy.isPresent()
                ? meter.get().measure(stream, copy.get(), set).thenApply(quality -> new Made(set, quality))
                : CompletableFuture.completedFuture(new Made(set, Double.NaN));
    }

    void problem(Problem problem) {
        firstProblem = firstProblem.or(() -> Optional.of(problem.what()));
    }

    /** All of it has been decoded. */
    void ended(End end) {
        cut();
        if (end.errors() > 0) {
            failure = Optional.of(
                    new ItemFailure(Failure.Code.DECODE.name(), firstProblem.orElse("something in it is damaged")));
        }
    }

    /** Decoding was given up. A decoder that dies on a file is an error of decoding it, of which the first one says more. */
    void failed(Failure given) {
        cut();
        boolean decode = given.code() == Failure.Code.DECODE || given.code() == Failure.Code.CRASHED;
        failed(new ItemFailure(
                decode ? Failure.Code.DECODE.name() : given.code().name(),
                given.code() == Failure.Code.DECODE ? firstProblem.orElse(given.what()) : given.what()));
    }

    void failed(ItemFailure given) {
        failure = Optional.of(given);
    }

    boolean isDone() {
        return parts.stream().allMatch(part -> part.tokens().isDone());
    }

    /** Its rows, at least one; waits for the tokens. */
    List<Row> rows() {
        List<FrameTokens> frames = new ArrayList<>();
        for (Part part : parts) {
            try {
                frames.add(frame(part, part.tokens().join()));
            } catch (CompletionException e) {
                lost(part, e);
            }
        }
        ItemFacts facts = facts(!frames.isEmpty());
        if (frames.isEmpty()) {
            return List.of(new Row(facts, bundle, Optional.empty()));
        }
        return frames.stream()
                .map(frame -> new Row(facts, bundle, Optional.of(frame)))
                .toList();
    }

    private void lost(Part part, CompletionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        LOG.warn(
                "{}, frame {}: not tokenized",
                planned.item().path(),
                part.first().seq(),
                cause);
        if (failure.isEmpty()) {
            failure = Optional.of(new ItemFailure(
                    "TOKENIZE", "frame " + part.first().seq() + " could not be tokenized: " + cause.getMessage()));
        }
    }

    private static FrameTokens frame(Part part, Made made) {
        PictureFrame first = part.first();
        TokenSet set = made.set();
        return new FrameTokens(
                first.seq(),
                first.epoch(),
                part.span(),
                first.sourceWidth(),
                first.sourceHeight(),
                set.axis(),
                set.grid(),
                set.tokens(),
                set.positions(),
                set.pivot(),
                set.map(),
                made.quality());
    }

    private ItemFacts facts(boolean tokens) {
        String error =
                failure.map(it -> ItemFacts.error(it.reason(), it.what())).orElse("");
        return new ItemFacts(
                planned.item().path(),
                planned.attempt(),
                planned.item().size(),
                planned.item().modifiedMillis(),
                sha256,
                status(tokens),
                error);
    }

    private Status status(boolean tokens) {
        if (failure.isEmpty()) {
            return tokens ? Status.DONE : Status.FAILED;
        }
        boolean noMedia = failure.get().reason().equals(Failure.Code.NOT_MEDIA.name());
        if (noMedia && !seemsMedia && !planned.item().named()) {
            return Status.SKIPPED;
        }
        return tokens ? Status.PARTIAL : Status.FAILED;
    }
}
