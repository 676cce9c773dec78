package io.winnow.cli.rate;

import io.winnow.tokenize.RgbPicture;
import java.util.List;

/**
 * What a setting of a tokenizer shows of pictures.
 *
 * @param setting with the numbers
 * @param pictures that its tokens give, in the order of the originals
 */
public record Showing(Setting setting, List<RgbPicture> pictures) {
    public Showing {
        pictures = List.copyOf(pictures);
    }
}
