package io.winnow.gateway.pictures;

import io.winnow.records.ForgottenStreams;
import io.winnow.records.Preview;
import io.winnow.records.PrunedWindow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest pictures of each stream, and what was kept of the newest one whose window is pruned: windows close later than pictures come, and topics are read in any order. Holds a bounded number of
 * bytes, beside those that somebody was told of; the streams that have been quiet longest go first. Safe for use by many threads.
 */
final class PictureShelf {
    private static final int MOST_PICTURES = 8;
    private static final int MOST_CODES = 4;
    /** Of the windows that are held: live ones have a frame each, of which one in many has a picture, and may be read before it. */
    private static final int MOST_FRAMES = 64;

    private static final int MOST_STREAMS = 2_000;

    private final long mostBytes;
    private final Map<String, Shown> streams = new LinkedHashMap<>(16, 0.75f, true);
    private final ToldPictures told;
    private String run = "";
    private ForgottenStreams forgotten = ForgottenStreams.NONE;
    private long bytes;

    PictureShelf(long mostBytes, ToldPictures told) {
        this.mostBytes = mostBytes;
        this.told = told;
    }

    private static final class Shown {
        private final Deque<Preview> pictures = new ArrayDeque<>();
        private final Deque<KeptWindow> windows = new ArrayDeque<>();
        private PictureViews.@Nullable Pruned pruned;
        /** Beside those in the row, so that what is shown can be fetched. */
        private @Nullable Preview prunedPicture;
        /** Of the newest frames that were shown with what was kept of them. */
        private final Deque<FrameCode> codes = new ArrayDeque<>();

        int frames() {
            return windows.stream()
                    .mapToInt(window -> window.frameSpans().size())
                    .sum();
        }

        boolean isEmpty() {
            return pictures.isEmpty() && windows.isEmpty();
        }

        /** Drops what is of epochs that are refused. */
        void drop(LongPredicate refused) {
            pictures.removeIf(picture -> refused.test(picture.epoch()));
            windows.removeIf(window -> refused.test(window.epoch()));
            codes.removeIf(code -> refused.test(code.epoch()));
            if (prunedPicture != null && refused.test(prunedPicture.epoch())) {
                prunedPicture = null;
                pruned = null;
            }
        }

        Stream<Preview> held() {
            return Stream.concat(pictures.stream(), Stream.ofNullable(prunedPicture));
        }

        Optional<FrameCode> code(long epoch, long atMicros) {
            return codes.stream().filter(code -> code.is(epoch, atMicros)).findFirst();
        }

        /** Bytes that it holds. */
        long bytes() {
            return held().mapToLong(picture -> picture.jpeg().length).sum()
                    + windows.stream().mapToLong(KeptWindow::bytes).sum()
                    + codes.stream().mapToLong(code -> code.tokens().bytes()).sum();
        }
    }

    /** Leaves out what is of another run, and forgets what it holds of one. */
    synchronized void show(String ofRun) {
        if (!ofRun.equals(run)) {
            run = ofRun;
            told.clear();
            clear();
        }
    }

    /** Takes nothing of streams that were forgotten from now on, and drops what it holds of them. */
    synchronized void refuse(ForgottenStreams refused) {
        if (refused.equals(forgotten)) {
            return;
        }
        forgotten = refused;
        told.drop(this::isRefused);
        for (Iterator<Map.Entry<String, Shown>> all = streams.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Shown> stream = all.next();
            bytes -= stream.getValue().bytes();
            stream.getValue().drop(epoch -> forgotten.refuses(stream.getKey(), epoch));
            bytes += stream.getValue().bytes();
            if (stream.getValue().isEmpty()) {
                all.remove();
            }
        }
    }

    private boolean isRefused(Preview picture) {
        return forgotten.refuses(picture.stream(), picture.epoch());
    }

    /** Forgets all but what somebody was told of, who may come for it. */
    synchronized void clear() {
        streams.clear();
        bytes = 0;
    }

    /** Tells somebody of a picture that was looked for; empty where its stream was forgotten since. */
    synchronized Optional<PictureViews.Picture> tell(Preview picture) {
        if (isRefused(picture)) {
            return Optional.empty();
        }
        told.tell(picture, Optional.empty());
        return Optional.of(view(picture));
    }

    synchronized void add(Preview picture) {
        if (!picture.run().equals(run) || isRefused(picture)) {
            return;
        }
        change(picture.stream(), shown -> {
            shown.pictures.addLast(picture);
            if (shown.pictures.size() > MOST_PICTURES) {
                shown.pictures.removeFirst();
            }
        });
    }

    synchronized void add(PrunedWindow window) {
        if (window.origin().run().equals(run) && !forgotten.refuses(window.origin())) {
            change(window.origin().stream(), shown -> {
                shown.windows.addLast(KeptWindow.of(window));
                while (shown.windows.size() > 1 && shown.frames() > MOST_FRAMES) {
                    shown.windows.removeFirst();
                }
            });
        }
    }

    private void change(String stream, Consumer<Shown> change) {
        Shown shown = streams.computeIfAbsent(stream, its -> new Shown());
        bytes -= shown.bytes();
        change.accept(shown);
        match(shown);
        bytes += shown.bytes();
        evict();
    }

    private static void match(Shown shown) {
        for (Iterator<Preview> newestFirst = shown.pictures.descendingIterator(); newestFirst.hasNext(); ) {
            Preview picture = newestFirst.next();
            for (KeptWindow window : shown.windows) {
                OptionalInt frame = window.frame(picture.epoch(), picture.span());
                if (frame.isPresent()) {
                    show(shown, picture, window, frame.getAsInt());
                    return;
                }
            }
        }
    }

    private static void show(Shown shown, Preview picture, KeptWindow window, int frame) {
        Optional<FrameCode> code = window.code(frame);
        shown.pruned = new PictureViews.Pruned(view(picture), window.of(frame), code.isPresent());
        shown.prunedPicture = picture;
        code.filter(its -> shown.codes.stream().noneMatch(known -> known.is(its.epoch(), its.atMicros())))
                .ifPresent(shown.codes::addLast);
        if (shown.codes.size() > MOST_CODES) {
            shown.codes.removeFirst();
        }
    }

    private void evict() {
        for (Iterator<Shown> quietest = streams.values().iterator();
                (bytes > mostBytes || streams.size() > MOST_STREAMS) && quietest.hasNext(); ) {
            bytes -= quietest.next().bytes();
            quietest.remove();
        }
    }

    /** What a stream shows, which somebody is told of; empty where no picture of it has come. */
    synchronized Optional<PictureViews.Shown> shown(String stream) {
        Shown shown = streams.get(stream);
        if (shown == null || shown.pictures.isEmpty()) {
            return Optional.empty();
        }
        Preview newest = shown.pictures.getLast();
        told.tell(newest, Optional.empty());
        Preview pruned = shown.prunedPicture;
        if (pruned != null) {
            told.tell(pruned, shown.code(pruned.epoch(), pruned.span().startMicros()));
        }
        return Optional.of(new PictureViews.Shown(stream, view(newest), shown.pruned));
    }

    /** A picture's JPEG, while it is among the newest or somebody was told of it a moment ago. */
    synchronized Optional<byte[]> jpeg(String stream, long epoch, long atMicros) {
        return Stream.ofNullable(streams.get(stream))
                .flatMap(Shown::held)
                .filter(picture -> picture.epoch() == epoch && picture.span().startMicros() == atMicros)
                .findFirst()
                .or(() -> told.picture(stream, epoch, atMicros))
                .map(Preview::jpeg);
    }

    /** The tokens that were kept of a frame, while it is among the newest that were shown with what was kept of them, or somebody was told of it a moment ago. */
    synchronized Optional<FrameCode> code(String stream, long epoch, long atMicros) {
        return Stream.ofNullable(streams.get(stream))
                .flatMap(shown -> shown.code(epoch, atMicros).stream())
                .findFirst()
                .or(() -> told.code(stream, epoch, atMicros));
    }

    private static PictureViews.Picture view(Preview picture) {
        return new PictureViews.Picture(
                picture.epoch(),
                picture.span().startMicros(),
                picture.span().clock().name(),
                picture.width(),
                picture.height(),
                picture.ingestMillis());
    }
}
