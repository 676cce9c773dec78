package io.winnow.cli.scenes;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Writes scenes for training: for each a line of JSON with its questions, then its frames as raw bytes, red, green and
 * blue for each pixel, rows from the top.
 */
public final class SceneWriter {
    private static final Set<String> OPTIONS =
            Set.of("--seed", "--count", "--seconds", "--fps", "--width", "--height", "--rounds", "--png");
    private static final double SHORTEST = SceneComposer.SHORTEST_SECONDS;
    private static final double LONGEST = 24;
    private static final long LENGTHS = 0x1E46L;
    private static final int BUFFER_BYTES = 1 << 20;

    private final OutputStream out;
    private final double fps;
    private final int width;
    private final int height;
    private final int rounds;
    private final Optional<Path> sheets;

    private SceneWriter(OutputStream out, double fps, int width, int height, int rounds, Optional<Path> sheets) {
        this.out = out;
        this.fps = fps;
        this.width = width;
        this.height = height;
        this.rounds = rounds;
        this.sheets = sheets;
    }

    /**
     * Writes to standard output. Without {@code --seconds} the seed decides a length of 6 to 24 seconds, so that a
     * reader learns no one length.
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Map<String, String> options = parsed(arguments);
        long first = Long.parseLong(options.getOrDefault("--seed", "1000000"));
        int count = Integer.parseInt(options.getOrDefault("--count", "1"));
        OptionalDouble seconds = options.containsKey("--seconds")
                ? OptionalDouble.of(Double.parseDouble(options.getOrDefault("--seconds", "")))
                : OptionalDouble.empty();
        try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES)) {
            SceneWriter writer = new SceneWriter(
                    out,
                    Double.parseDouble(options.getOrDefault("--fps", "2")),
                    Integer.parseInt(options.getOrDefault("--width", "224")),
                    Integer.parseInt(options.getOrDefault("--height", "224")),
                    Integer.parseInt(options.getOrDefault("--rounds", "1")),
                    Optional.ofNullable(options.get("--png")).map(Path::of));
            for (long seed = first; seed < first + count; seed++) {
                writer.write(new SceneComposer().compose(seed, seconds.orElse(length(seed))));
            }
        }
    }

    /** The length that training gives a seed, in whole and half seconds. */
    static double length(long seed) {
        Dealer dealer = new Dealer(seed ^ LENGTHS << 32);
        return Math.round(2 * dealer.between(SHORTEST, LONGEST)) / 2.0;
    }

    private static Map<String, String> parsed(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "cannot read " + arguments[i]
                                + "; usage: [--seed FIRST] [--count N] [--seconds S] [--fps 2] [--width 224] [--height 224] [--rounds 1] [--png FOLDER]");
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private void write(Scene scene) throws IOException {
        int frames = (int) Math.round(scene.seconds() * fps);
        List<SceneQuestion> questions = asked(scene);
        String line = SceneJson.line(scene, frames, fps, width, height, questions) + "\n";
        out.write(line.getBytes(StandardCharsets.UTF_8));
        ScenePainter painter = new ScenePainter(scene);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        ContactSheet sheet = new ContactSheet(sheets.isPresent() ? frames : 0, width, height);
        byte[] bytes = new byte[3 * width * height];
        for (int i = 0; i < frames; i++) {
            painter.paint(image, i / fps);
            out.write(bytes(image, bytes));
            if (sheets.isPresent()) {
                sheet.add(i, image);
            }
        }
        if (sheets.isPresent()) {
            sheet.write(sheets.get(), scene.seed());
        }
    }

    /** The demonstration's questions, or those of several rounds, in which each kind is worded anew. */
    private List<SceneQuestion> asked(Scene scene) {
        if (rounds == 1) {
            return SceneQuestions.of(scene);
        }
        List<SceneQuestion> questions = new ArrayList<>();
        for (long round = 0; round < rounds; round++) {
            questions.addAll(SceneQuestions.all(scene.inRound(round)));
        }
        return questions;
    }

    private static byte[] bytes(BufferedImage image, byte[] bytes) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            bytes[3 * i] = (byte) (pixels[i] >> 16);
            bytes[3 * i + 1] = (byte) (pixels[i] >> 8);
            bytes[3 * i + 2] = (byte) pixels[i];
        }
        return bytes;
    }
}
