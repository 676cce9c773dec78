package io.winnow.cli.reconstruct;

import io.winnow.records.Positions;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import io.winnow.tokenize.RgbPicture;
import io.winnow.tokenize.prefix.Reconstructor;
import io.winnow.tokenize.quality.PictureQuality;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The picture that the first tokens of a frame give.
 *
 * @param tokens how many
 * @param bytes what they and their places take
 * @param picture of them
 * @param quality of it; empty where there is no original
 */
record Prefix(int tokens, int bytes, RgbPicture picture, Optional<PictureQuality> quality) {

    /** The first of a frame's tokens, or all where there are fewer. */
    static Prefix of(Taken taken, int most, Reconstructor reconstructor) {
        TokenRecord record = taken.record();
        Tokens tokens = record.tokens().first(most);
        Optional<Tokens.Ids> positions = record.positions().map(all -> Positions.first(all, tokens.count()));
        RgbPicture picture = reconstructor
                .picture(record.origin().stream(), tokens, positions)
                .join();
        return new Prefix(
                tokens.count(),
                tokens.bytes() + positions.map(Tokens.Ids::bytes).orElse(0),
                picture,
                taken.original().map(original -> PictureQuality.of(original, picture)));
    }

    /** Its numbers; those that need an original are null where there is none. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tokens", tokens);
        document.put("bytes", bytes);
        document.put("psnr", quality.map(PictureQuality::psnr).orElse(null));
        document.put("msSsim", quality.map(PictureQuality::msSsim).orElse(null));
        document.put("l1", quality.map(PictureQuality::l1).orElse(null));
        return document;
    }
}
