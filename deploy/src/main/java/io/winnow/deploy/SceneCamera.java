package io.winnow.deploy;

import io.winnow.cli.clip.ClipEncoder.Form;
import io.winnow.cli.scenes.SceneComposer;
import io.winnow.cli.scenes.ScenePainter;
import io.winnow.decode.worker.command.FfmpegCommand;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A camera for samples: draws one scene after another and sends them as they happen, an MPEG transport stream, until it is stopped. */
public final class SceneCamera {
    private static final Form FORM = Form.SMOOTH;
    private static final double SECONDS = 16;
    private static final int WRONG_USAGE = 2;
    private static final int UNREACHABLE = 4;

    private SceneCamera() {}

    /** Sends to the address that is the only argument, such as {@code udp://host:5004}. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1 || !arguments[0].matches("(udp|srt)://[^\\s]+:\\d+(\\?\\S*)?")) {
            System.err.println(
                    "error: the camera sends to one address\n  try: camera udp://HOST:PORT, or srt://HOST:PORT");
            System.exit(WRONG_USAGE);
        }
        try {
            send(arguments[0]);
        } catch (IOException e) {
            System.err.println("error: the camera cannot send any more: " + e.getMessage() + "\n  at:  " + arguments[0]
                    + "\n  try: Start who receives it, and the camera again.");
        }
        System.exit(UNREACHABLE);
    }

    private static void send(String address) throws IOException, InterruptedException {
        Process encoder = FfmpegCommand.find()
                .process(encoding(address))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream pixels = encoder.getOutputStream()) {
            for (long seed = 0; ; seed++) {
                draw(seed, pixels);
            }
        } finally {
            encoder.destroy();
            encoder.waitFor();
        }
    }

    /** Read no faster than frames happen, so that drawing waits. */
    private static List<String> encoding(String address) {
        String options = "-v error -re -f rawvideo -pix_fmt bgr24 -s " + FORM.width() + "x" + FORM.height() + " -r "
                + FORM.framesPerSecond() + " -i pipe:0 -c:v libopenh264 -b:v 1M -g " + FORM.framesPerSecond()
                + " -pix_fmt yuv420p -f mpegts";
        List<String> arguments = new ArrayList<>(List.of(options.split(" ")));
        arguments.add(address);
        return arguments;
    }

    private static void draw(long seed, OutputStream pixels) throws IOException {
        ScenePainter painter = new ScenePainter(new SceneComposer().compose(seed, SECONDS));
        BufferedImage image = new BufferedImage(FORM.width(), FORM.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int frames = (int) Math.round(SECONDS * FORM.framesPerSecond());
        for (int frame = 0; frame < frames; frame++) {
            painter.paint(image, (double) frame / FORM.framesPerSecond());
            pixels.write(bytes);
        }
    }
}
