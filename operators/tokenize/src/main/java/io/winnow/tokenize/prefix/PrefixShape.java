package io.winnow.tokenize.prefix;

import io.winnow.model.Bundle;
import io.winnow.model.GraphSpec;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import io.winnow.model.PortSpec;

/**
 * What a bundle of ordered tokens makes of a frame.
 *
 * @param size edge of the frame, pixels
 * @param slots places for tokens, of which a frame takes some
 * @param tokens the encoder's output that holds them: {@code ids [batch, slots]} or {@code vectors [batch, slots, width]}
 * @param codes that ids name, 0 where tokens are vectors
 * @param bits of an id
 * @param selective whether the encoder is told a wished quality, and says which slots are kept
 */
record PrefixShape(int size, int slots, PortSpec tokens, int codes, int bits, boolean selective) {
    static final String ENCODE = "encode";
    static final String DECODE = "decode";
    static final String IMAGES = "images";
    static final String KEEP = "keep";

    private static final String IDS = "ids";
    private static final String VECTORS = "vectors";
    private static final String AXIS = "prefix";

    /** For frames of one size. */
    static PrefixShape of(Bundle bundle, int size) {
        Manifest manifest = bundle.manifest();
        Manifest.Input input = manifest.input()
                .orElseThrow(() -> refusal(
                        bundle, "takes no pictures: it is a " + manifest.role().word()));
        if (!input.sizes().contains(size)) {
            throw refusal(bundle, "was made for frames of " + input.sizes() + " pixels, not " + size);
        }
        Manifest.TokenCount tokens = manifest.tokens().orElseThrow(() -> refusal(bundle, "makes no tokens"));
        if (!tokens.axis().equals(AXIS)) {
            throw refusal(bundle, "makes tokens along the axis " + tokens.axis() + ", and not along " + AXIS);
        }
        GraphSpec encode = bundle.spec(ENCODE);
        boolean selective = has(encode, KEEP);
        if (has(encode, VECTORS)) {
            return new PrefixShape(size, tokens.max(), encode.output(VECTORS), 0, 1, selective);
        }
        Manifest.Codebook codebook = manifest.codebook()
                .filter(book -> book.size() > 0)
                .orElseThrow(() -> refusal(bundle, "gives ids and has no codebook"));
        return new PrefixShape(size, tokens.max(), encode.output(IDS), codebook.size(), codebook.bits(), selective);
    }

    private static boolean has(GraphSpec spec, String output) {
        return spec.outputs().stream().anyMatch(port -> port.name().equals(output));
    }

    static ModelException refusal(Bundle bundle, String wrong) {
        return new ModelException("the bundle " + bundle.manifest().name() + " " + wrong
                + ". Change tokenize.bundle or the option; `winnow models show` says what a bundle was made for");
    }

    boolean ofVectors() {
        return codes == 0;
    }

    /** Numbers of a token. */
    int width() {
        return ofVectors() ? (int) tokens.shape().get(2).size() : 1;
    }
}
