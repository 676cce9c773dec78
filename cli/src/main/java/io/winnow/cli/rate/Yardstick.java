package io.winnow.cli.rate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A codec's files beside the samples of tokenizers, picture by picture.
 *
 * @param codec as people call it
 * @param beside {@code [settings][pictures]}
 * @param curve mean quality of all pictures at budgets of bytes
 */
public record Yardstick(String codec, List<List<Beside>> beside, List<Budget> curve) {
    /** Bytes at which files are compared with one another. */
    static final int[] BUDGETS = {64, 96, 128, 192, 256, 384, 512, 768, 1024};

    public Yardstick {
        beside = beside.stream().map(List::copyOf).toList();
        curve = List.copyOf(curve);
    }

    /**
     * The best files of at most so many bytes.
     *
     * @param bytes of a file
     * @param fitting pictures of which there is such a file
     * @param psnr mean over these
     * @param msSsim likewise
     */
    public record Budget(int bytes, int fitting, double psnr, double msSsim) {}

    /**
     * A codec's best files that are no larger than the tokens of a setting, as means of the pictures of which there is one so small.
     *
     * @param pictures of which there is
     * @param psnr of the files that are best by it
     * @param msSsim likewise
     */
    public record Best(long pictures, Optional<Double> psnr, Optional<Double> msSsim) {}

    /** Mean size of the smallest files that are at least as good as a setting's tokens. */
    public double bytesAtEqualPsnr(int setting) {
        return beside.get(setting).stream()
                .mapToDouble(Beside::bytesAtEqualPsnr)
                .average()
                .orElse(0);
    }

    /** What is best within the bytes of a setting's tokens. */
    public Best atEqualBytes(int setting) {
        List<Beside> pictures = beside.get(setting);
        return new Best(
                pictures.stream()
                        .filter(one -> one.psnrAtEqualBytes().isPresent())
                        .count(),
                mean(pictures, Beside::psnrAtEqualBytes),
                mean(pictures, Beside::msSsimAtEqualBytes));
    }

    private static Optional<Double> mean(List<Beside> pictures, Function<Beside, Optional<Double>> number) {
        List<Double> numbers =
                pictures.stream().flatMap(one -> number.apply(one).stream()).toList();
        return numbers.isEmpty()
                ? Optional.empty()
                : Optional.of(numbers.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0));
    }

    /** Whether there is a file as small as some tokens. */
    public boolean fits() {
        return beside.stream()
                .flatMap(List::stream)
                .anyMatch(one -> one.psnrAtEqualBytes().isPresent());
    }

    /** The codecs that tokenizers are measured against. */
    static List<Supplier<StillCodec>> codecs() {
        return List.of(JpegStills::new, FfmpegStills::webp, FfmpegStills::avif);
    }

    /** One picture's part of it. */
    record Part(List<Beside> beside, List<Optional<Budget>> budgets) {}

    /**
     * Measures one picture.
     *
     * @param samples of it, one a setting
     */
    static Part part(Ladder ladder, List<Sample> samples) {
        List<Beside> beside = new ArrayList<>();
        for (Sample sample : samples) {
            beside.add(new Beside(
                    ladder.bytesAt(sample.quality().psnr()),
                    ladder.psnrWithin(sample.bytes()),
                    ladder.msSsimWithin(sample.bytes())));
        }
        List<Optional<Budget>> budgets = new ArrayList<>();
        for (int bytes : BUDGETS) {
            budgets.add(ladder.psnrWithin(bytes)
                    .map(psnr -> new Budget(
                            bytes, 1, psnr, ladder.msSsimWithin(bytes).orElse(0.0))));
        }
        return new Part(beside, budgets);
    }

    /** Joins the parts of all pictures. */
    static Yardstick of(String codec, List<Part> parts) {
        List<List<Beside>> beside = new ArrayList<>();
        int settings = parts.get(0).beside().size();
        for (int i = 0; i < settings; i++) {
            int setting = i;
            beside.add(parts.stream().map(part -> part.beside().get(setting)).toList());
        }
        List<Budget> curve = new ArrayList<>();
        for (int i = 0; i < BUDGETS.length; i++) {
            int at = i;
            List<Budget> fitting = parts.stream()
                    .flatMap(part -> part.budgets().get(at).stream())
                    .toList();
            curve.add(new Budget(
                    BUDGETS[i],
                    fitting.size(),
                    fitting.stream().mapToDouble(Budget::psnr).average().orElse(0),
                    fitting.stream().mapToDouble(Budget::msSsim).average().orElse(0)));
        }
        return new Yardstick(codec, beside, curve);
    }
}
