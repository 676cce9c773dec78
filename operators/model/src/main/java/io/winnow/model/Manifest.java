package io.winnow.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bundle says of itself in {@code bundle.yaml}.
 *
 * @param name the folder's name too
 * @param role what it can be used for
 * @param system whose method it is: {@code cells}, {@code karl}, {@code reader}, ...
 * @param variant which form of the system
 * @param licence SPDX id
 * @param provenance where weights and data come from
 * @param departures what it does otherwise than the published system, a sentence each; none where it is that
 * @param graphs by function
 * @param encoder the bundle whose vectors this one's graphs take, of tokenizers that have no encoder of their own
 * @param input of tokenizers and image encoders
 * @param codebook whose rows ids name
 * @param tokens that a frame becomes
 * @param reader of readers
 * @param peakBytes memory that one session takes beside Java's heap
 * @param examples file of example inputs and what the bundle makes of them
 * @param files sha256 of every file, by path inside the bundle
 */
public record Manifest(
        String name,
        Role role,
        String system,
        String variant,
        String licence,
        String provenance,
        List<String> departures,
        Map<String, GraphSpec> graphs,
        Optional<Encoder> encoder,
        Optional<Input> input,
        Optional<Codebook> codebook,
        Optional<TokenCount> tokens,
        Optional<Reader> reader,
        long peakBytes,
        Optional<String> examples,
        SortedMap<String, String> files) {

    /** What a bundle can be used for. */
    public enum Role {
        IMAGE_TOKENIZER,
        CLIP_TOKENIZER,
        IMAGE_ENCODER,
        READER;

        /** As manifests write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A bundle beside this one.
     *
     * @param bundle its name, and its folder's
     * @param digest its digest; another bundle of that name will not do
     */
    public record Encoder(String bundle, String digest) {}

    /**
     * Pictures that a tokenizer takes.
     *
     * @param sizes edges of the squares it was made for, in pixels
     * @param resize how other shapes become squares
     * @param colour order of the channels: {@code rgb}
     */
    public record Input(List<Integer> sizes, Resize resize, String colour) {
        public Input {
            sizes = List.copyOf(sizes);
        }

        /** What becomes of a picture's shape. */
        public enum Resize {
            /** Both sides are scaled alone. */
            SQUASH,
            /** The shorter side is scaled, and the middle cut out. */
            CROP
        }
    }

    /**
     * Codes that ids name.
     *
     * @param size number of codes; 0 where tokens are vectors that no id names
     * @param width numbers in one, or in such a vector
     * @param features name of the space; a reader reads the ids of tokenizers of the same space
     */
    public record Codebook(int size, int width, String features) {

        /** Bits that an id takes; 0 where there are none. */
        public int bits() {
            return size == 0 ? 0 : Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(size - 1));
        }
    }

    /**
     * Tokens of one frame.
     *
     * @param min fewest, which can be none
     * @param max most
     * @param axis along what they are ordered: {@code spatial}, {@code prefix} or {@code centroids}
     */
    public record TokenCount(int min, int max, String axis) {}

    /**
     * What a reader needs to be run.
     *
     * @param features name of the space of the ids it reads
     * @param layers with a cache
     * @param heads of each layer
     * @param headWidth numbers of a key or value
     * @param groundWidth numbers of a visual token in the grounding layer
     * @param maxContextTokens most visual tokens of one question
     * @param usualContextTokens most visual tokens of one question where nobody says how many
     * @param maxQuestionTokens words of a question
     * @param maxAnswerTokens words of an answer
     * @param special ids of words that mark places
     * @param temperature that the logarithms of scored alternatives are divided by, so that their shares are those of right answers
     * @param writtenTemperature likewise of an answer that is written freely, against any other
     * @param prune how the contexts it was trained on were made
     */
    public record Reader(
            String features,
            int layers,
            int heads,
            int headWidth,
            int groundWidth,
            int maxContextTokens,
            int usualContextTokens,
            int maxQuestionTokens,
            int maxAnswerTokens,
            Special special,
            double temperature,
            double writtenTemperature,
            Prune prune) {

        /** Ids of words that are not words. */
        public record Special(int pad, int unknown, int question, int answer, int end) {}

        /**
         * How contexts are made.
         *
         * @param windowSeconds length of a window
         * @param framesPerSecond sampled
         * @param keep ratio of tokens kept
         * @param still cosine distance below which a cell has not changed
         */
        public record Prune(double windowSeconds, double framesPerSecond, double keep, double still) {}
    }

    public Manifest {
        departures = List.copyOf(departures);
        graphs = Map.copyOf(graphs);
        files = new TreeMap<>(files);
    }
}
