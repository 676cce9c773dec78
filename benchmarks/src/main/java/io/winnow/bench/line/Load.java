package io.winnow.bench.line;

import io.winnow.bench.loop.LoopWork;
import io.winnow.bench.media.Clip;
import io.winnow.bench.media.Clips;
import io.winnow.decode.worker.wire.Choice;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/**
 * What the line has to do: streams that show the same clip.
 *
 * @param text what it is
 * @param clip of every stream
 * @param streams how many
 * @param policy of frames, as a pipeline has it
 * @param choice the same, as a decoder has it
 */
record Load(String text, Clip clip, int streams, String policy, Choice choice) {
    private static final int STREAMS = 4;
    private static final int EDGE = 720;
    private static final int SLOW = 2;
    private static final int FAST = 30;
    private static final int SLOW_SECONDS = 180;
    private static final int FAST_SECONDS = 90;

    /** Many frames decoded for each that is tokenized, as from a camera; and every frame tokenized. */
    static List<Load> all(Clips clips) throws IOException {
        return List.of(camera(clips), dense(clips, EDGE, SLOW_SECONDS, STREAMS));
    }

    /** As from cameras. */
    static Load camera(Clips clips) throws IOException {
        return camera(clips, EDGE, FAST, FAST_SECONDS, STREAMS);
    }

    static Load camera(Clips clips, int height, int framesPerSecond, int seconds, int streams) throws IOException {
        return camera(clips.draw(height * 16 / 9, height, framesPerSecond, seconds), streams);
    }

    static Load camera(Clip clip, int streams) {
        return new Load(
                counted(streams) + " of " + clip.size() + " at " + clip.framesPerSecond() + " fps, " + SLOW
                        + " fps of them",
                clip,
                streams,
                "fps(" + SLOW + ")",
                new Choice(Choice.Kind.FPS, SLOW));
    }

    static Load dense(Clips clips, int height, int seconds, int streams) throws IOException {
        Clip clip = clips.draw(height * 16 / 9, height, SLOW, seconds);
        return new Load(
                counted(streams) + " of " + clip.size() + " at " + SLOW + " fps, every frame",
                clip,
                streams,
                "keep-all",
                new Choice(Choice.Kind.KEEP_ALL, 0));
    }

    private static String counted(int streams) {
        return streams + (streams == 1 ? " stream" : " streams");
    }

    /** Frames to tokenize in all. */
    int frames() {
        return streams
                * clip.frames()
                * (choice.kind() == Choice.Kind.FPS ? SLOW : clip.framesPerSecond())
                / clip.framesPerSecond();
    }

    /** The same for a loop: the clip once a stream. */
    LoopWork work() {
        return new LoopWork(Collections.nCopies(streams, clip.file()), choice, frames());
    }

    /** Refuses a run that did something else. */
    void check(int tokenized) {
        if (tokenized != frames()) {
            throw new IllegalStateException(tokenized + " frames were tokenized where " + text + " have " + frames());
        }
    }
}
