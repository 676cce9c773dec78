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
public final class ClipEncoder {
    private ClipEncoder() {}

    /**
     * How a clip is drawn.
     *
     * @param width in pixels
     * @param height in pixels
     * @param framesPerSecond drawn and encoded
     */
    public record Form(int width, int height, int framesPerSecond) {
        /** To be looked at. */
        public static final Form SMOOTH = new Form(480, 360, 12);

        /** As many frames as are tokenized, and small, for clips of many minutes. */
        public static final Form SPARSE = new Form(320, 240, 2);
    }

    /**
     * Writes the clip.
     *
     * @param file an MP4 that is made or replaced
     * @throws IOException where FFmpeg does not encode it, with what it said
     */
    public static void write(Scene scene, Form form, Path file) throws IOException, InterruptedException {
        Path said = file.resolveSibling(file.getFileName() + ".log");
        Process encoder = FfmpegCommand.find()
                .process(arguments(form, file))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try (OutputStream pixels = new BufferedOutputStream(encoder.getOutputStream(), 1 << 20)) {
            draw(scene, form, pixels);
        } catch (IOException e) {
            throw new IOException("the clip cannot be encoded: " + Files.readString(said), e);
        }
        if (encoder.waitFor() != 0) {
            throw new IOException("the clip cannot be encoded: " + Files.readString(said));
        }
    }

    private static List<String> arguments(Form form, Path file) {
        String pictures = "-f rawvideo -pix_fmt bgr24 -s " + form.width() + "x" + form.height() + " -r "
                + form.framesPerSecond() + " -i pipe:0 -c:v libopenh264 -b:v 2M -g " + form.framesPerSecond()
                + " -pix_fmt yuv420p";
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y"));
        arguments.addAll(List.of(pictures.split(" ")));
        arguments.add(file.toString());
        return arguments;
    }

    private static void draw(Scene scene, Form form, OutputStream pixels) throws IOException {
        ScenePainter painter = new ScenePainter(scene);
        BufferedImage image = new BufferedImage(form.width(), form.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int frames = (int) Math.round(scene.seconds() * form.framesPerSecond());
        for (int frame = 0; frame < frames; frame++) {
            painter.paint(image, (double) frame / form.framesPerSecond());
            pixels.write(bytes);
        }
    }
}
