package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.net.AddressKind;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebReachTest {
    private static final Map<String, String> NAMES = Map.of("cdn", "93.184.215.14", "nas", "192.168.1.5");

    private static InetAddress[] addresses(String host) throws UnknownHostException {
        if (!NAMES.containsKey(host)) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getByName(NAMES.get(host))};
    }

    private static WebReach of(String own, AddressKind... allowed) {
        return new WebReach(URI.create(own), WebReachTest::addresses, Set.of(allowed));
    }

    private static void require(WebReach reach, String address) throws Exception {
        reach.require(URI.create(address));
    }

    @Test
    void itsOwnServerIsAskedWithItsUserWhereverItIs() {
        WebReach reach = of("http://me:x@camera/live.m3u8");
        assertThatCode(() -> require(reach, "http://camera/1.ts")).doesNotThrowAnyException();
        assertThat(reach.asked(URI.create("http://camera/1.ts"))).isEqualTo(URI.create("http://me:x@camera/1.ts"));
    }

    @Test
    void anotherPublicServerIsAskedWithoutIt() {
        WebReach reach = of("http://me:x@camera/live.m3u8");
        for (String address : new String[] {"http://cdn/1.ts", "https://cdn/1.ts", "https://cdn:8443/1.ts"}) {
            assertThatCode(() -> require(reach, address)).doesNotThrowAnyException();
            assertThat(reach.asked(URI.create(address))).isEqualTo(URI.create(address));
        }
    }

    @Test
    void aServerThatIsNotPublicIsAskedWhereThatIsAllowed() {
        assertThatThrownBy(() -> require(of("http://camera/live.m3u8"), "http://nas/1.ts"))
                .hasMessage("it refers to another server: the host nas has the address 192.168.1.5, which is private."
                        + " Where that is meant, add private to decode.web.allow.");
        assertThatThrownBy(() -> require(of("http://camera/live.m3u8", AddressKind.LOOPBACK), "http://nas/1.ts"))
                .hasMessageContaining("private");
        assertThatCode(() -> require(of("http://camera/live.m3u8", AddressKind.PRIVATE), "http://nas/1.ts"))
                .doesNotThrowAnyException();
    }

    @Test
    void nothingLeadsOutOfHttps() {
        assertThatThrownBy(() -> require(of("https://camera/live.m3u8"), "http://cdn/1.ts?key=secret"))
                .hasMessage("it refers to another address, http://cdn/1.ts, which is not permitted");
    }

    @Test
    void whatIsNotOfTheWebIsNotAsked() {
        for (String address : new String[] {"file:///etc/passwd", "ftp://cdn/1.ts", "1.ts"}) {
            assertThatThrownBy(() -> require(of("http://camera/live.m3u8"), address))
                    .hasMessageContaining("which is not permitted");
        }
    }

    @Test
    void aServerThatNobodyKnowsIsSaid() {
        assertThatThrownBy(() -> require(of("http://camera/live.m3u8"), "http://nobody/1.ts"))
                .hasMessage("it refers to another server, nobody, which has no address");
    }
}
