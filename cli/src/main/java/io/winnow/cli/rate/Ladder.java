package io.winnow.cli.rate;

import io.winnow.tokenize.RgbPicture;
import io.winnow.tokenize.quality.MsSsim;
import io.winnow.tokenize.quality.PictureQuality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a codec can make of one picture, at several scales and all of its qualities: files of the smaller scales are smaller, and at few bytes better. What was tried is kept. Within a scale a better
 * quality is taken to be a larger file and a better picture, which lets the border be found by halving.
 */
final class Ladder {
    private static final int PARTS = 16;
    /** The smallest square that every encoder takes. */
    private static final int LEAST_SIDE = 16;

    private final StillCodec codec;
    private final FramePictures scaler;
    private final RgbPicture original;
    private final Map<Integer, RgbPicture> scaled = new HashMap<>();
    private final Map<List<Integer>, Rung> tried = new HashMap<>();
    private final Map<List<Integer>, Double> similarities = new HashMap<>();

    /**
     * For a square picture.
     *
     * @param scaler of the same thread
     */
    Ladder(StillCodec codec, FramePictures scaler, RgbPicture original) {
        this.codec = codec;
        this.scaler = scaler;
        this.original = original;
    }

    private List<Integer> sides() {
        return IntStream.of(codec.scales())
                .map(part -> original.width() * part / PARTS)
                .filter(side -> side >= LEAST_SIDE)
                .boxed()
                .toList();
    }

    private Rung at(int side, int quality) {
        return tried.computeIfAbsent(List.of(side, quality), any -> {
            RgbPicture small = scaled.computeIfAbsent(side, edge -> scaler.scaled(original, edge, edge));
            Still still = codec.press(small, quality);
            RgbPicture shown = scaler.scaled(still.shown(), original.width(), original.height());
            return new Rung(side, quality, still.bytes(), PictureQuality.psnr(original, shown), shown);
        });
    }

    /** The smallest file whose picture is at least as good; where none is, the best picture's. */
    int bytesAt(double psnr) {
        return sides().stream()
                .filter(side -> at(side, StillCodec.BEST).psnr() >= psnr)
                .mapToInt(side -> first(side, psnr).bytes())
                .min()
                .orElseGet(() -> at(original.width(), StillCodec.BEST).bytes());
    }

    /** The worst quality that is good enough, of a scale whose best is. */
    private Rung first(int side, double psnr) {
        int tooBad = -1;
        int enough = StillCodec.BEST;
        while (enough - tooBad > 1) {
            int middle = (enough + tooBad) / 2;
            if (at(side, middle).psnr() >= psnr) {
                enough = middle;
            } else {
                tooBad = middle;
            }
        }
        return at(side, enough);
    }

    /** The largest file of each scale that takes no more. */
    private Stream<Rung> within(int bytes) {
        List<Rung> rungs = new ArrayList<>();
        for (int side : sides()) {
            if (at(side, 0).bytes() <= bytes) {
                rungs.add(last(side, bytes));
            }
        }
        return rungs.stream();
    }

    private Rung last(int side, int bytes) {
        int fits = 0;
        int tooLarge = StillCodec.BEST + 1;
        while (tooLarge - fits > 1) {
            int middle = (fits + tooLarge) / 2;
            if (at(side, middle).bytes() <= bytes) {
                fits = middle;
            } else {
                tooLarge = middle;
            }
        }
        return at(side, fits);
    }

    /** The best ratio of any file that takes no more; empty where none is so small. */
    Optional<Double> psnrWithin(int bytes) {
        return within(bytes).map(Rung::psnr).max(Comparator.naturalOrder());
    }

    /** The best similarity of any such file, which may be another. */
    Optional<Double> msSsimWithin(int bytes) {
        return within(bytes)
                .map(rung -> similarities.computeIfAbsent(
                        List.of(rung.side(), rung.quality()), any -> MsSsim.of(original, rung.shown())))
                .max(Comparator.naturalOrder());
    }
}
