package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On a clock that the test moves. */
class LivePlaylistsTest {
    private static final String ONE = "https://host/one.m3u8";
    private static final String OTHER = "https://host/other.m3u8";

    private Duration now = Duration.ZERO;
    private final LivePlaylists playlists = new LivePlaylists(Duration.ofSeconds(10), () -> now.toNanos());

    private static Playlist playlist(long first, int pieces, boolean ended) {
        return new Playlist(first, pieces, Duration.ofSeconds(6), ended, Optional.empty());
    }

    private void fetched(String address, long first, int pieces) throws IOException {
        playlists.fetched(address, playlist(first, pieces, false));
    }

    @Test
    void silenceOfTwoPiecesBeyondTheStallIsBorne() throws IOException {
        fetched(ONE, 7, 3);
        now = Duration.ofSeconds(22);
        fetched(ONE, 7, 3);
        now = Duration.ofSeconds(23);
        assertThatThrownBy(() -> fetched(ONE, 7, 3)).hasMessage("its playlist has had no new piece for 23 s");
    }

    @Test
    void eachNewPieceIsASignOfLife() throws IOException {
        for (int i = 0; i < 10; i++) {
            now = now.plusSeconds(22);
            fetched(ONE, 7 + i, 3);
        }
    }

    @Test
    void playlistsOfOneInputAreJudgedAlone() throws IOException {
        fetched(ONE, 7, 3);
        now = Duration.ofSeconds(20);
        fetched(OTHER, 0, 1);
        now = Duration.ofSeconds(40);
        fetched(OTHER, 0, 1);
        assertThatThrownBy(() -> fetched(ONE, 7, 3)).isInstanceOf(IOException.class);
    }

    @Test
    void anEndIsRefusedFirstAndTakenLater() throws IOException {
        assertThatThrownBy(() -> playlists.fetched(ONE, playlist(0, 3, true))).hasMessage("its playlist has ended");
        fetched(OTHER, 0, 3);
        assertThatCode(() -> playlists.fetched(OTHER, playlist(0, 3, true))).doesNotThrowAnyException();
    }

    @Test
    void oneThatBeginsAnewIsRefused() throws IOException {
        fetched(ONE, 7, 3);
        assertThatThrownBy(() -> fetched(ONE, 0, 3)).hasMessage("its playlist began anew");
    }

    @Test
    void oneWithoutAPieceIsRefused() {
        assertThatThrownBy(() -> fetched(ONE, 0, 0)).hasMessage("its playlist names no piece yet");
    }

    @Test
    void oneThatNamesOthersIsNotJudged() {
        Playlist master = new Playlist(0, 0, Duration.ZERO, false, Optional.of("one.m3u8"));
        assertThatCode(() -> playlists.fetched(ONE, master)).doesNotThrowAnyException();
    }
}
