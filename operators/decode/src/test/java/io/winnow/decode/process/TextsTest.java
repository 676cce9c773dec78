package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void aLineOfFfmpegsIsKeptWithoutWhatIsSecretInItsAddresses() {
        assertThat(Texts.withoutSecrets("[srt @ 0x1] Connection to srt://host:9?passphrase=secret failed: no"))
                .isEqualTo("[srt @ 0x1] Connection to srt://host:9 failed: no");
        assertThat(Texts.withoutSecrets("Redirecting to rtsp://me:se@cret@host/1 now"))
                .isEqualTo("Redirecting to rtsp://host/1 now");
        assertThat(Texts.withoutSecrets("[h264 @ 0x1] what? #1")).isEqualTo("[h264 @ 0x1] what? #1");
    }
}
