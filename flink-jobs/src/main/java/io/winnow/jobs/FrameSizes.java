package io.winnow.jobs;

import io.winnow.decode.PictureSize;
import io.winnow.model.Manifest;
import io.winnow.tokenize.TokenizeOptions;

/** The size in which a tokenizer takes frames, and what becomes of their shape. */
public final class FrameSizes {
    private FrameSizes() {}

    /**
     * The size.
     *
     * @param manifest of the bundle that the options name
     */
    public static PictureSize of(TokenizeOptions options, Manifest manifest) {
        boolean cropped = manifest.input()
                .filter(input -> input.resize() == Manifest.Input.Resize.CROP)
                .isPresent();
        return new PictureSize(options.size(), options.size(), cropped ? PictureSize.Fit.CROP : PictureSize.Fit.SQUASH);
    }
}
