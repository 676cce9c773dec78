package io.winnow.decode.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a playlist of HLS says of its pieces (RFC 8216, 4.3). One that names other playlists, of which each has the same in another quality, has none itself.
 *
 * @param first the number of its first piece
 * @param pieces how many it names
 * @param target longest that a piece lasts
 * @param ended whether no piece will follow
 * @param variant the first playlist that it names, as it stands there; empty where it names pieces
 */
record Playlist(long first, int pieces, Duration target, boolean ended, Optional<String> variant) {
    private static final byte[] BEGINNING = "#EXTM3U".getBytes(StandardCharsets.US_ASCII);
    private static final String FIRST = "#EXT-X-MEDIA-SEQUENCE:";
    private static final String TARGET = "#EXT-X-TARGETDURATION:";
    private static final String END = "#EXT-X-ENDLIST";
    private static final String NEVER_CHANGES = "#EXT-X-PLAYLIST-TYPE:VOD";
    private static final String VARIANT = "#EXT-X-STREAM-INF:";
    private static final String NUMBER = "[0-9]{1,18}";

    /** Whether bytes begin a playlist. */
    static boolean begins(byte[] bytes) {
        return bytes.length >= BEGINNING.length
                && Arrays.equals(bytes, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length);
    }

    /** Reads one; what it says in a way that nobody can read counts as not said. */
    static Playlist of(byte[] bytes) {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        int pieces = 0;
        Optional<String> variant = Optional.empty();
        boolean namesVariants = false;
        for (String line : lines) {
            namesVariants |= line.startsWith(VARIANT);
            if (!line.startsWith("#")) {
                pieces++;
                variant = variant.or(() -> Optional.of(line));
            }
        }
        return new Playlist(
                number(lines, FIRST),
                namesVariants ? 0 : pieces,
                Duration.ofSeconds(number(lines, TARGET)),
                lines.contains(END) || lines.contains(NEVER_CHANGES),
                namesVariants ? variant : Optional.empty());
    }

    private static long number(List<String> lines, String tag) {
        return lines.stream()
                .filter(line -> line.startsWith(tag))
                .map(line -> line.substring(tag.length()).strip())
                .filter(value -> value.matches(NUMBER))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    /** The number of the piece that will follow. */
    long next() {
        return first + pieces;
    }
}
