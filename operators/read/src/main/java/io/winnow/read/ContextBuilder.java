package io.winnow.read;

import io.winnow.records.Grid;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RecordId;
import io.winnow.records.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Builds contexts from pruned windows, as the reader's training does: {@code contexts.py} beside the reader's architecture says the same in Python. */
final class ContextBuilder {
    /** Changes are stored in 1/255 of their range 0..2. */
    private static final double CHANGE = 2.0 / 255;

    private final int most;
    private final double framesPerSecond;

    /**
     * @param most tokens of a context
     * @param framesPerSecond the sampling rate of training
     */
    ContextBuilder(int most, double framesPerSecond) {
        this.most = most;
        this.framesPerSecond = framesPerSecond;
    }

    /**
     * Makes a context.
     *
     * @param windows of one stream, on one clock, in any order
     * @param stretch what is asked about: frames outside are left out
     * @throws ReadRefused when the windows cannot be read together
     */
    ReadContext build(List<PrunedWindow> windows, Stretch stretch) {
        List<WindowPart> parts = windows.stream()
                .sorted(Comparator.<PrunedWindow>comparingLong(
                                window -> window.span().startMicros())
                        .thenComparingLong(PrunedWindow::index))
                .map(window -> WindowPart.of(window, stretch))
                .filter(part -> !part.frames().isEmpty())
                .toList();
        if (parts.isEmpty()) {
            return ReadContext.blind();
        }
        int[] kept = parts.stream().mapToInt(part -> part.tokens().length).toArray();
        int[] shares = ContextCut.shares(kept, most);
        List<Span> frames = parts.stream()
                .flatMap(part -> part.frames().stream())
                .map(Frame::span)
                .toList();
        Gathering gathering = new Gathering(new FrameTimes(frames, framesPerSecond));
        ReadContext.Cost cost = ReadContext.Cost.NONE;
        List<RecordId> ids = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < parts.size(); i++) {
            gathering.add(parts.get(i), shares[i]);
            cost = cost.plus(parts.get(i).cost());
            ids.add(parts.get(i).window().id());
            total += kept[i];
        }
        return new ReadContext(
                new ReadContext.Key(List.copyOf(ids), stretch, total, most),
                gathering.tokens(),
                frames,
                cost,
                Optional.of(parts.get(0).window().tokenizer()));
    }

    /** A frame of a window that is asked about. */
    record Frame(int index, Span span) {}

    /** Collects the tokens of windows, in order. */
    private static final class Gathering {
        private final FrameTimes times;
        private final TokenBuffer buffer = new TokenBuffer();
        private int framesBefore;

        Gathering(FrameTimes times) {
            this.times = times;
        }

        void add(WindowPart part, int share) {
            PrunedWindow window = part.window();
            Grid grid = window.grid();
            int[] frameOf = part.frameOf();
            buffer.open(window.tokens());
            for (int token : part.best(share)) {
                int cell = window.cells().get(token);
                int frame = framesBefore + frameOf[window.frameIndices().get(token)];
                buffer.add(
                        token,
                        frame,
                        (float) ((cell % grid.columns() + 0.5) / grid.columns()),
                        (float) ((Math.floorDiv(cell, grid.columns()) + 0.5) / grid.rows()),
                        (float) (1.0 / grid.rows()),
                        times.share(frame),
                        times.seconds(frame),
                        (float) (window.changes().get(token) * CHANGE));
            }
            framesBefore += part.frames().size();
        }

        VisualTokens tokens() {
            return buffer.tokens();
        }
    }
}
