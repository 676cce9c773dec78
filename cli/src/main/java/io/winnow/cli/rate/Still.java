package io.winnow.cli.rate;

import io.winnow.tokenize.RgbPicture;

/**
 * A picture that went through a file.
 *
 * @param bytes of the file
 * @param shown what it decodes to
 */
record Still(int bytes, RgbPicture shown) {}
