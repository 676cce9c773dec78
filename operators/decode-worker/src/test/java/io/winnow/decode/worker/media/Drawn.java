package io.winnow.decode.worker.media;

import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Media made by FFmpeg's generators and encoders, and what its command makes of media. */
final class Drawn {
    static final String MOVING = "testsrc2=size=160x120:rate=25:duration=1";

    private final FfmpegCommand command = FfmpegCommand.find();
    private final Path folder;

    Drawn(Path folder) throws IOException {
        this.folder = folder;
    }

    /** A file made from a generator, with options for its encoder. */
    Path file(String name, String source, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", source));
        return write(name, arguments, options);
    }

    /** A file made from another, with options before and after it. */
    Path copy(String name, List<String> before, Path file, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(before);
        arguments.addAll(List.of("-i", file.toString()));
        return write(name, arguments, options);
    }

    private Path write(String name, List<String> arguments, String... options) throws IOException {
        Path file = folder.resolve(name);
        arguments.addAll(List.of(options));
        arguments.add(file.toString());
        command.run(arguments);
        return file;
    }

    /** The command's pictures: scaled by the same filter, RGB. */
    List<byte[]> pictures(Path file, int width, int height) throws IOException {
        return pictures(file, "scale=" + width + ":" + height + ":flags=bilinear", width, height);
    }

    /** The middle square of the command's pictures, scaled by the same filter, RGB. */
    List<byte[]> middles(Path file, int side) throws IOException {
        String scale = "scale=" + side + ":" + side
                + ":flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp:param0=0:param1=0.5";
        return pictures(file, "crop=min(iw\\,ih):min(iw\\,ih)," + scale, side, side);
    }

    /** The luma of the command's pictures, scaled by areas, in full range. */
    List<byte[]> luma(Path file, int side) throws IOException {
        String scale = "scale=" + side + ":" + side + ":flags=area+accurate_rnd+bitexact:out_range=full";
        return raw(file, scale + ",format=gray", side * side);
    }

    private List<byte[]> pictures(Path file, String filter, int width, int height) throws IOException {
        return raw(file, filter + ",format=rgb24", 3 * width * height);
    }

    private List<byte[]> raw(Path file, String filter, int bytes) throws IOException {
        Process process = command.process(List.of(
                        "-nostdin",
                        "-v",
                        "quiet",
                        "-threads",
                        "1",
                        "-i",
                        file.toString(),
                        "-map",
                        "0:v:0",
                        "-vf",
                        filter,
                        "-fps_mode",
                        "passthrough",
                        "-f",
                        "rawvideo",
                        "-"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<byte[]> pictures = new ArrayList<>();
        byte[] next = process.getInputStream().readNBytes(bytes);
        while (next.length > 0) {
            pictures.add(next);
            next = process.getInputStream().readNBytes(bytes);
        }
        return pictures;
    }
}
