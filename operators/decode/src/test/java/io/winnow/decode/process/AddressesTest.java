package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private static URI uri(String text) {
        return URI.create(text);
    }

    @Test
    void whatAServerHasSignedIsAskedForAsItWasWritten() {
        assertThat(Addresses.withoutUser(uri("https://me:x@host:8443/a%2Fb/c%20d.ts?sig=a%2Bb%3D&x=1#here")))
                .hasToString("https://host:8443/a%2Fb/c%20d.ts?sig=a%2Bb%3D&x=1");
    }

    @Test
    void aPieceIsAskedForWithTheCredentialsOfItsPlaylist() {
        URI playlist = uri("https://me:p%40ss@host/live.m3u8");
        assertThat(Addresses.withUserOf(uri("https://host/1.ts?x=1"), playlist))
                .hasToString("https://me:p%40ss@host/1.ts?x=1");
        assertThat(Addresses.withUserOf(uri("https://you:y@host/1.ts"), playlist))
                .hasToString("https://you:y@host/1.ts");
        assertThat(Addresses.withUserOf(uri("https://host/1.ts"), uri("https://host/a")))
                .hasToString("https://host/1.ts");
    }

    @Test
    void noSecretIsShown() {
        assertThat(Addresses.shown(uri("https://me:x@host/a.m3u8?key=1#2"))).isEqualTo("https://host/a.m3u8");
    }
}
