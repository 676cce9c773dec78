package io.winnow.cli.clip;

import io.winnow.cli.scenes.Scene;
import io.winnow.cli.scenes.ScenePainter;
import io.winnow.decode.worker.command.FfmpegCommand;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Draws a scene into a video file, encoded by FFmpeg's command, so that it is decoded like any other video. */
final class ClipEncoder {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 360;
    private static final int FRAMES_PER_SECOND = 12;

    private ClipEncoder() {}

    /**
     * Writes the clip.
     *
     * @param file an MP4 that is made or replaced
     * @throws IOException where FFmpeg does not encode it, with what it said
     */
    static void write(Scene scene, Path file) throws IOException, InterruptedException {
        Path said = file.resolveSibling(file.getFileName() + ".log");
        Process encoder = FfmpegCommand.find()
                .process(arguments(file))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try (OutputStream pixels = new BufferedOutputStream(encoder.getOutputStream(), 1 << 20)) {
            draw(scene, pixels);
        } catch (IOException e) {
            throw new IOException("the clip cannot be encoded: " + Files.readString(said), e);
        }
        if (encoder.waitFor() != 0) {
            throw new IOException("the clip cannot be encoded: " + Files.readString(said));
        }
    }

    private static List<String> arguments(Path file) {
        String pictures = "-f rawvideo -pix_fmt bgr24 -s " + WIDTH + "x" + HEIGHT + " -r " + FRAMES_PER_SECOND
                + " -i pipe:0 -c:v libopenh264 -b:v 2M -g " + FRAMES_PER_SECOND + " -pix_fmt yuv420p";
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y"));
        arguments.addAll(List.of(pictures.split(" ")));
        arguments.add(file.toString());
        return arguments;
    }

    private static void draw(Scene scene, OutputStream pixels) throws IOException {
        ScenePainter painter = new ScenePainter(scene);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int frames = (int) Math.round(scene.seconds() * FRAMES_PER_SECOND);
        for (int frame = 0; frame < frames; frame++) {
            painter.paint(image, (double) frame / FRAMES_PER_SECOND);
            pixels.write(bytes);
        }
    }
}
