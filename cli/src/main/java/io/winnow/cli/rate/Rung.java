package io.winnow.cli.rate;

import io.winnow.tokenize.RgbPicture;

/**
 * One way to store a picture in a file.
 *
 * @param side edge that it is scaled to before, pixels
 * @param quality of the codec
 * @param bytes of the file
 * @param psnr of what it shows, scaled back, dB
 * @param shown that, as large as the original
 */
record Rung(int side, int quality, int bytes, double psnr, RgbPicture shown) {}
