package io.winnow.bench.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** JPEGs to measure with: FFmpeg's moving test picture under noise, so that they take as many bytes and as much work as photographs do. */
public final class PictureFiles {
    private static final int NOISE = 14;
    private static final int QUALITY = 4;
    private static final int PER_FOLDER = 1_000;

    private PictureFiles() {}

    /**
     * Draws some.
     *
     * @param folder a new one within that of the clips
     */
    public static List<Path> draw(Clips clips, String folder, int width, int height, int count) throws IOException {
        Path target = Files.createDirectory(clips.folder().resolve(folder));
        String source = "testsrc2=size=" + width + "x" + height + ":rate=1:duration=" + count + ",noise=alls=" + NOISE
                + ":allf=t";
        clips.command()
                .run(List.of(
                        "-f",
                        "lavfi",
                        "-i",
                        source,
                        "-pix_fmt",
                        "yuvj420p",
                        "-q:v",
                        Integer.toString(QUALITY),
                        target.resolve("%06d.jpg").toString()));
        List<Path> files = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            files.add(target.resolve(String.format(Locale.ROOT, "%06d.jpg", i)));
        }
        return files;
    }

    /**
     * As many files as are wished by linking a few of them again and again, which takes no room.
     *
     * @param folder a new one within that of the clips
     * @return the folder
     */
    public static Path link(Clips clips, String folder, List<Path> few, int count) throws IOException {
        Path target = Files.createDirectory(clips.folder().resolve(folder));
        for (int i = 0; i < count; i++) {
            Path below = target.resolve(String.format(Locale.ROOT, "%03d", i / PER_FOLDER));
            if (i % PER_FOLDER == 0) {
                Files.createDirectory(below);
            }
            Files.createLink(below.resolve(String.format(Locale.ROOT, "%06d.jpg", i)), few.get(i % few.size()));
        }
        return target;
    }
}
