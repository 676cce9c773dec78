package io.winnow.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.decode.process.DecodeInput;
import io.winnow.decode.worker.wire.Live.Transport;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveAddressTest {
    private static DecodeInput.Live input(String address) {
        return LiveAddress.input(address, RtspTransport.TCP, Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://camera/1,       RTSP_TCP, rtsp://camera/1",
        "RTSP://camera/1,       RTSP_TCP, rtsp://camera/1",
        "rtspt://camera:554/1,  RTSP_TCP, rtsp://camera:554/1",
        "rtspu://camera/1?a=b,  RTSP_UDP, rtsp://camera/1?a=b",
        "rtsps://me:x@camera/1, RTSPS,    rtsps://me:x@camera/1",
        "rtsp://[::1]:8554/1,   RTSP_TCP, rtsp://[::1]:8554/1",
        "rtsp://my_camera/1,    RTSP_TCP, rtsp://my_camera/1",
        "udp://239.0.0.1:5000,  UDP,      udp://239.0.0.1:5000",
        "udp://:5000,           UDP,      udp://:5000",
        "udp://@239.0.0.1:5000, UDP,      udp://@239.0.0.1:5000",
        "srt://:9000?mode=listener, SRT,  srt://:9000?mode=listener"
    })
    void anAddressSaysHowItsPacketsCome(String address, Transport transport, String opened) {
        assertThat(LiveAddress.isLive(address)).isTrue();
        assertThat(input(address).transport()).isEqualTo(transport);
        assertThat(input(address).address()).isEqualTo(opened);
    }

    @Test
    void aPlaylistDoesNotSayThatItGoesOnButIsFetchedWhereItDoes() {
        String address = "https://me:secret@host/@door/live.m3u8?key=secret";
        assertThat(LiveAddress.isLive(address)).isFalse();
        assertThat(input(address).opensItself()).isFalse();
        assertThat(input(address).name()).isEqualTo("https://host/@door/live.m3u8");
        assertThat(input(address).address()).isEqualTo(address);
        assertThat(input("rtsp://camera/1").opensItself()).isTrue();
    }

    @Test
    void thePipelineSaysHowRtpComesWhereTheAddressDoesNot() {
        assertThat(LiveAddress.input("rtsp://camera/1", RtspTransport.UDP, Duration.ofSeconds(1), Duration.ofSeconds(1))
                        .transport())
                .isEqualTo(Transport.RTSP_UDP);
        assertThat(LiveAddress.input(
                                "rtspt://camera/1", RtspTransport.UDP, Duration.ofSeconds(1), Duration.ofSeconds(1))
                        .transport())
                .isEqualTo(Transport.RTSP_TCP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/videos/rtsp.mp4", "-", "https://host/a.m3u8", "rtsp", "rtmp://host/1", "rtsp:/host"})
    void othersAreNotLive(String address) {
        assertThat(LiveAddress.isLive(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://me:p@ss@camera/1?key=secret#secret",
                "rtsp://me:secret@camera/1",
                "srt://camera:9000?passphrase=secret",
                "rtsp://me:se/cret@camera/1",
                "rtsp://me:se?cret@camera/1",
                "rtsp://me:se cret@camera/1"
            })
    void noSecretIsShown(String address) {
        assertThat(LiveAddress.shown(address)).doesNotContain("cret").doesNotContain("me:");
        LiveAddress.problem(address).ifPresent(what -> assertThat(what).doesNotContain("cret"));
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp:///1,                  names no host",
        "rtsp://me:x@/1,             names no host",
        "udp://239.0.0.1,            names no port",
        "srt://host?mode=caller,     names no port",
        "rtsp://a b/1,               is no valid URL",
        "rtsp://me:se/cret@camera/1, 'has an @ behind its host: write %40 for it, and %2F, %3F and %23 for /, ? and # in"
                + " a password'"
    })
    void whatIsWrongIsSaid(String address, String what) {
        assertThat(LiveAddress.problem(address)).contains(what);
        assertThatThrownBy(() -> input(address)).isInstanceOf(IllegalArgumentException.class);
    }
}
