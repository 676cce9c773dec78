package io.winnow.cli.rate;

import java.util.List;

/**
 * A tokenizer whose token count is chosen.
 *
 * @param settings by rising counts
 * @param codesInUse different ids among those of all pictures
 * @param dips share of pictures that some longer prefix shows worse by more than {@value #DIP} dB than a shorter
 */
public record Pieces(List<Setting> settings, int codesInUse, double dips) {
    static final double DIP = 0.1;

    public Pieces {
        settings = List.copyOf(settings);
    }

    /** Measures the dips. */
    static Pieces of(List<Setting> settings, int codesInUse) {
        int pictures = settings.get(0).samples().size();
        int dipping = 0;
        for (int picture = 0; picture < pictures; picture++) {
            dipping += dips(settings, picture) ? 1 : 0;
        }
        return new Pieces(settings, codesInUse, (double) dipping / pictures);
    }

    private static boolean dips(List<Setting> settings, int picture) {
        double best = Double.NEGATIVE_INFINITY;
        for (Setting setting : settings) {
            double psnr = setting.samples().get(picture).quality().psnr();
            if (psnr < best - DIP) {
                return true;
            }
            best = Math.max(best, psnr);
        }
        return false;
    }
}
