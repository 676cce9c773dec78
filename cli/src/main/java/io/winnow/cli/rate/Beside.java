package io.winnow.cli.rate;

import java.util.Optional;

/**
 * What a codec makes of one picture, beside a tokenizer's sample of it.
 *
 * @param bytesAtEqualPsnr of the smallest file that is at least as good
 * @param psnrAtEqualBytes of the best file that is no larger; empty where none is so small
 * @param msSsimAtEqualBytes likewise, of the file that is best by this
 */
public record Beside(int bytesAtEqualPsnr, Optional<Double> psnrAtEqualBytes, Optional<Double> msSsimAtEqualBytes) {}
