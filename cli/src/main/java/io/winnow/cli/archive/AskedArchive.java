package io.winnow.cli.archive;

import io.winnow.archive.FrameTokens;
import io.winnow.archive.Row;
import io.winnow.jobs.GivenStream;
import io.winnow.records.Answer;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An archive as a line reads it: its pictures are one stream, a second each, in the order of their paths; each clip is a stream of its own.
 *
 * @param streams with a frame each, at least
 * @param pictures path of each frame of the stream of pictures
 */
record AskedArchive(List<GivenStream> streams, List<String> pictures) {
    /** The stream of pictures. */
    static final String PICTURES = "pictures";

    private static final int MOST_PATHS = 100;
    private static final long PICTURE_MICROS = Duration.ofSeconds(1).toNanos() / 1_000;

    /**
     * Puts rows in streams.
     *
     * @param rows with tokens, by path
     * @param tokenizer that made the tokens
     * @param ofStreams whether each path is a stream, whatever it holds
     */
    static AskedArchive of(List<Row> rows, BundleRef tokenizer, boolean ofStreams) {
        Map<String, List<FrameTokens>> items = new LinkedHashMap<>();
        rows.forEach(row -> items.computeIfAbsent(row.item().path(), any -> new ArrayList<>())
                .add(row.frame().orElseThrow()));
        List<FrameTokens> shown = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        List<GivenStream> clips = new ArrayList<>();
        items.forEach((path, frames) -> {
            if (frames.size() == 1 && !ofStreams) {
                shown.add(at(paths.size(), frames.get(0)));
                paths.add(path);
            } else {
                clips.add(new GivenStream(path, tokenizer, frames));
            }
        });
        List<GivenStream> streams = new ArrayList<>();
        if (!shown.isEmpty()) {
            streams.add(new GivenStream(PICTURES, tokenizer, shown));
        }
        streams.addAll(clips);
        return new AskedArchive(streams, paths);
    }

    private static FrameTokens at(int index, FrameTokens frame) {
        Span second = new Span(index * PICTURE_MICROS, (index + 1) * PICTURE_MICROS, Clock.MEDIA);
        return frame.at(index, 0, second, frame.width(), frame.height());
    }

    /** Paths of the items that an answer rests on, the first of them where they are many. */
    List<String> paths(Answer answer) {
        if (!answer.stream().equals(PICTURES)) {
            return List.of(answer.stream());
        }
        return answer.evidence().stream()
                .flatMap(span -> pictures.subList(index(span.startMicros()), index(span.endMicros())).stream())
                .distinct()
                .limit(MOST_PATHS)
                .toList();
    }

    private int index(long micros) {
        return (int) Math.min(pictures.size(), micros / PICTURE_MICROS);
    }
}
