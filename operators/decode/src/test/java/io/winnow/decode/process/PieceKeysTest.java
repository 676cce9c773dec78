package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PieceKeysTest {
    private static final URI PLAYLIST = URI.create("https://me:x@camera/a/live.m3u8");
    private static final String KEY = "#EXT-X-KEY:METHOD=AES-128,URI=\"k/1.key?a=b,c\"";

    private final PieceKeys keys = new PieceKeys();

    private String without(String... lines) throws IOException {
        byte[] text = ("#EXTM3U\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return new String(keys.withoutKeys(PLAYLIST, text), StandardCharsets.UTF_8);
    }

    private PieceKeys.Key key(String piece) {
        return keys.of(URI.create(piece)).orElseThrow();
    }

    private static byte[] vector(int last) {
        byte[] vector = new byte[PieceKeys.BYTES];
        vector[PieceKeys.BYTES - 1] = (byte) last;
        return vector;
    }

    @Test
    void aPlaylistWithoutKeysIsGivenAsItIs() throws Exception {
        assertThat(without("#EXTINF:1,", "a.ts")).isEqualTo("#EXTM3U\n#EXTINF:1,\na.ts\n");
        assertThat(keys.of(URI.create("https://camera/a/a.ts"))).isEmpty();
    }

    @Test
    void eachPieceHasTheKeyBeforeItAndItsNumberForAVector() throws Exception {
        String text = without(
                "#EXT-X-MEDIA-SEQUENCE:7",
                "#EXTINF:1,",
                "plain.ts",
                KEY,
                "#EXTINF:1,",
                "b.ts",
                "#EXTINF:1,",
                "https://cdn/c.ts",
                "#EXT-X-KEY:METHOD=NONE",
                "d.ts");
        assertThat(text)
                .isEqualTo("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:7\n#EXTINF:1,\nplain.ts\n#EXTINF:1,\n"
                        + "https://camera/a/b.ts\n#EXTINF:1,\nhttps://cdn/c.ts\nd.ts\n");
        PieceKeys.Key key = key("https://camera/a/b.ts");
        assertThat(key.address()).isEqualTo(URI.create("https://camera/a/k/1.key?a=b,c"));
        assertThat(key.vector().getIV()).isEqualTo(vector(8));
        assertThat(key("https://cdn/c.ts").vector().getIV()).isEqualTo(vector(9));
        assertThat(keys.of(URI.create("https://camera/a/d.ts"))).isEmpty();
    }

    @Test
    void aPieceWithAUserOfItsOwnKeepsIt() throws Exception {
        assertThat(without(KEY, "https://you:y@cdn/a.ts")).contains("https://you:y@cdn/a.ts");
        assertThat(key("https://you:y@cdn/a.ts").address()).isEqualTo(URI.create("https://camera/a/k/1.key?a=b,c"));
    }

    @Test
    void aVectorOfItsOwnIsTakenAsANumber() throws Exception {
        without(KEY + ",IV=0x0A", "a.ts");
        assertThat(key("https://camera/a/a.ts").vector().getIV()).isEqualTo(vector(10));
        without(KEY + ",IV=0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0A", "a.ts");
        assertThat(key("https://camera/a/a.ts").vector().getIV())
                .startsWith(-1, -1)
                .endsWith(-1, 10);
        assertThatThrownBy(() -> without(KEY + ",IV=ten", "a.ts")).hasMessageContaining("vector that is no number");
    }

    @Test
    void anEncryptedHeaderNeedsAVector() throws Exception {
        assertThat(without(KEY + ",IV=0x1", "#EXT-X-MAP:URI=\"init.mp4\"", "a.m4s"))
                .isEqualTo("#EXTM3U\n#EXT-X-MAP:URI=\"https://camera/a/init.mp4\"\nhttps://camera/a/a.m4s\n");
        assertThat(key("https://camera/a/init.mp4").vector().getIV()).isEqualTo(vector(1));
        assertThatThrownBy(() -> without(KEY, "#EXT-X-MAP:URI=\"init.mp4\"", "a.m4s"))
                .hasMessage("its pieces have an encrypted header without a vector");
    }

    @Test
    void whatCannotBeReadIsRefusedInASentence() {
        assertThatThrownBy(() -> without("#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"k\"", "a.ts"))
                .hasMessage("its pieces are encrypted by SAMPLE-AES; only AES-128 can be read");
        assertThatThrownBy(() -> without(
                        "#EXT-X-KEY:METHOD=AES-128,URI=\"skd://k\",KEYFORMAT=\"com.apple.streamingkeydelivery\"",
                        "a.ts"))
                .hasMessageContaining("AES-128 for com.apple.streamingkeydelivery");
        assertThatThrownBy(() -> without(KEY, "#EXT-X-BYTERANGE:10@0", "a.ts"))
                .hasMessage("its pieces are parts of an encrypted file, which cannot be read");
    }

    @Test
    void theKeyForEverybodyIsTakenWhereThereAreSeveral() throws Exception {
        String other = "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://k\",KEYFORMAT=\"com.example\"";
        without(other, KEY, "a.ts");
        assertThat(keys.of(URI.create("https://camera/a/a.ts"))).isPresent();
        without(KEY, other, "b.ts");
        assertThat(keys.of(URI.create("https://camera/a/b.ts"))).isPresent();
    }

    @Test
    void onlyTheNewestPiecesOfAPlaylistAreKnown() throws Exception {
        without(KEY, "a.ts");
        without(KEY, "b.ts");
        assertThat(keys.of(URI.create("https://camera/a/a.ts"))).isEmpty();
        without("c.ts");
        assertThat(keys.of(URI.create("https://camera/a/b.ts"))).isEmpty();
    }
}
