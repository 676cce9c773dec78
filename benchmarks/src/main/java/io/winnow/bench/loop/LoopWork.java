package io.winnow.bench.loop;

import io.winnow.decode.worker.wire.Choice;
import java.nio.file.Path;
import java.util.List;

/**
 * What a loop has to do.
 *
 * @param files to decode, each as often as it is named
 * @param choice which of their frames to encode
 * @param frames that this makes
 */
public record LoopWork(List<Path> files, Choice choice, int frames) {
    public LoopWork {
        files = List.copyOf(files);
    }

    /** Files that are pictures. */
    public static LoopWork pictures(List<Path> files) {
        return new LoopWork(files, new Choice(Choice.Kind.KEEP_ALL, 0), files.size());
    }

    /** Refuses a run that did something else. */
    void check(int encoded) {
        if (encoded != frames) {
            throw new IllegalStateException(
                    encoded + " frames were encoded where " + files.size() + " files have " + frames);
        }
    }
}
