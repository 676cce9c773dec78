package io.winnow.tokenize.line;

import io.winnow.frames.Decoded;
import io.winnow.frames.Frame;
import io.winnow.frames.FrameEvent;
import io.winnow.model.batch.BatchListener;
import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.DeadLetter;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.Grid;
import io.winnow.records.Origin;
import io.winnow.records.StageContext;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamEvent.Kind;
import io.winnow.records.StreamStatus;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import io.winnow.tokenize.ClipOptions;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.PictureFrame;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A line around a tokenizer whose frames are encoded when the test says so, with what came out as words. */
final class Bench implements LineOutput, Tokenizer {
    private static final int UNLUCKY = 4;

    final List<String> out = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();
    final List<StreamStatus> statuses = new ArrayList<>();
    final Ledgers ledgers = new Ledgers();
    final TokenLine line;
    /** What each record was told of the one before: how many tokens that had, 0 for nothing; filled where the tokenizer carries. */
    final List<Integer> carried = new ArrayList<>();

    boolean carries;
    /** Whether no clip is ever done. */
    boolean stuck;

    ForgottenStreams forgotten = ForgottenStreams.NONE;

    private final ClipOptions clip;
    private final List<CompletableFuture<EncodedFrame>> encodings = new ArrayList<>();

    Bench(ClipOptions clip) {
        this.clip = clip;
        StageContext context = new StageContext("run", "pipeline", "tokenize", "digest");
        LineEnd end =
                new LineEnd(context, new BundleRef("bundle", "0".repeat(64)), ledgers, this, () -> 0, () -> forgotten);
        this.line = new TokenLine(this, ledgers, end, () -> {});
    }

    void accept(Decoded decoded) {
        line.accept(decoded);
    }

    void frame(String stream, long seq) {
        accept(PictureFrame.blank(stream, 0, seq));
    }

    void frame(String stream, long epoch, long seq) {
        accept(PictureFrame.blank(stream, epoch, seq));
    }

    void event(String stream, Kind kind) {
        accept(new FrameEvent(stream, 0, kind, "", 0, true, Map.of(), 0));
    }

    /** A frame that fails if it is a multiple of 7, or an event. */
    void move(String stream, int number, boolean isEvent) {
        if (isEvent) {
            event(stream, Kind.IDLE);
        } else {
            frame(stream, number);
            if (number % 7 == 6) {
                fail(encodings.size() - 1, new IllegalStateException("seven"));
            }
        }
    }

    void finish(int encoding) {
        encodings.get(encoding).complete(new EncodedFrame(1, 1, new int[] {1}, new float[0], new int[0], 10));
        line.advance();
    }

    void fail(int encoding, RuntimeException failure) {
        encodings.get(encoding).completeExceptionally(failure);
    }

    void finishAll() {
        for (int i = 0; i < encodings.size(); i++) {
            finish(i);
        }
        line.advance();
    }

    void finishSome(Random random) {
        for (int i = 0; i < encodings.size(); i++) {
            if (random.nextInt(3) == 0) {
                finish(i);
            }
        }
    }

    @Override
    public void record(TokenRecord record) {
        int frames = record.frameSpans().size();
        out.add(place(record.origin()) + " seq " + record.seq() + (frames > 1 ? " of " + frames : ""));
    }

    @Override
    public void event(StreamEvent event, boolean own) {
        String gap = event.kind() == Kind.GAP ? " " + event.reason() + " " + event.count() : "";
        out.add(place(event.origin()) + " " + event.kind() + gap);
    }

    private static String place(Origin origin) {
        return origin.stream() + "/" + origin.epoch() + "#" + origin.ordinal();
    }

    @Override
    public void deadLetter(DeadLetter letter, boolean own) {
        letters.add(letter);
    }

    @Override
    public void status(StreamStatus status) {
        statuses.add(status);
    }

    @Override
    public ClipOptions clip() {
        return clip;
    }

    @Override
    public CompletableFuture<EncodedFrame> encode(Frame frame) {
        CompletableFuture<EncodedFrame> encoding = new CompletableFuture<>();
        encodings.add(encoding);
        return encoding;
    }

    @Override
    public CompletableFuture<TokenSet> tokenize(List<EncodedFrame> frames) {
        Grid grid = new Grid(frames.size(), 1, 1);
        Tokens tokens = Tokens.Ids.pack(new int[frames.size()], 12);
        if (stuck) {
            return new CompletableFuture<>();
        }
        return CompletableFuture.completedFuture(
                new TokenSet(Axis.SPATIAL, grid, tokens, Optional.empty(), -1, Optional.empty(), 0));
    }

    @Override
    public boolean carries() {
        return carries;
    }

    @Override
    public CompletableFuture<TokenSet> tokenize(
            List<EncodedFrame> frames, CompletableFuture<Optional<Tokens.Vectors>> before) {
        carried.add(before.join().map(Tokens.Vectors::count).orElse(0));
        if (frames.size() == UNLUCKY) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("four"));
        }
        Tokens tokens = new Tokens.Vectors(carried.size(), 1, new byte[Short.BYTES * carried.size()]);
        Grid grid = new Grid(frames.size(), 1, 1);
        return CompletableFuture.completedFuture(
                new TokenSet(Axis.CENTROIDS, grid, tokens, Optional.empty(), -1, Optional.empty(), 0));
    }

    @Override
    public void addListener(BatchListener listener) {}

    @Override
    public void removeListener(BatchListener listener) {}

    @Override
    public int inflightBatches() {
        return 0;
    }

    @Override
    public double paddingRatio() {
        return 0;
    }

    @Override
    public void close() {}
}
