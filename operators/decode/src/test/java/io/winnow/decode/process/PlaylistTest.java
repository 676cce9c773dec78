package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaylistTest {
    private static Playlist of(String... lines) {
        return Playlist.of(("#EXTM3U\n" + String.join("\n", lines)).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void piecesAreNumberedFromWhereItSays() {
        Playlist playlist = of(
                "#EXT-X-TARGETDURATION:6",
                "#EXT-X-MEDIA-SEQUENCE:41",
                "#EXTINF:6.0,",
                "a.ts",
                "",
                "#EXTINF:5.9,",
                "b.ts");
        assertThat(playlist).isEqualTo(new Playlist(41, 2, Duration.ofSeconds(6), false, Optional.empty()));
        assertThat(playlist.next()).isEqualTo(43);
    }

    @Test
    void itHasEndedWhereItSaysSoOrNeverChanges() {
        assertThat(of("#EXTINF:6,", "a.ts", "#EXT-X-ENDLIST\r").ended()).isTrue();
        assertThat(of("#EXT-X-PLAYLIST-TYPE:VOD", "#EXTINF:6,", "a.ts").ended()).isTrue();
        assertThat(of("#EXT-X-PLAYLIST-TYPE:EVENT", "#EXTINF:6,", "a.ts").ended())
                .isFalse();
        assertThat(of("#EXTINF:6,#EXT-X-ENDLIST", "a.ts").ended()).isFalse();
    }

    @Test
    void oneThatNamesOthersHasNoPieces() {
        Playlist playlist =
                of("#EXT-X-STREAM-INF:BANDWIDTH=1", "low/a.m3u8?x=1", "#EXT-X-STREAM-INF:BANDWIDTH=2", "b.m3u8");
        assertThat(playlist.pieces()).isZero();
        assertThat(playlist.variant()).contains("low/a.m3u8?x=1");
    }

    @Test
    void whatNobodyCanReadCountsAsNotSaid() {
        Playlist playlist =
                of("#EXT-X-TARGETDURATION:soon", "#EXT-X-MEDIA-SEQUENCE:99999999999999999999", "#EXTINF:6,", "a.ts");
        assertThat(playlist).isEqualTo(new Playlist(0, 1, Duration.ZERO, false, Optional.empty()));
    }

    @Test
    void itsFirstWordsTellIt() {
        assertThat(Playlist.begins("#EXTM3U\n".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(Playlist.begins("#EXTM3".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(Playlist.begins(new byte[] {0x47, 0, 0, 0, 0, 0, 0, 0})).isFalse();
    }
}
