package io.winnow.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Real media beside the checkout, where it is there. */
final class SharedData {
    /** Of this damaged file FFmpeg's own command makes other pictures from run to run, with one thread too. */
    static final String UNSETTLED = "video/partial/h264-foreman_qcif.h264";

    private SharedData() {}

    /** A clip of each of three containers, or nothing. */
    static List<Path> clips() {
        Path videos = Path.of(System.getProperty("winnow.root", ".")).resolve("../shared/data/eval/videos");
        return Files.isDirectory(videos)
                ? List.of(
                        videos.resolve("kitten.mp4"), videos.resolve("asl_thanks.mkv"), videos.resolve("conveyor.gif"))
                : List.of();
    }

    /** Files that are damaged or odd, which may not be there. */
    static Path malformed() {
        return Path.of(System.getProperty("winnow.root", "."))
                .resolve("../shared/data/malformed")
                .normalize();
    }
}
