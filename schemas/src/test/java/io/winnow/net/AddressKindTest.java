package io.winnow.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AddressKindTest {

    @TestFactory
    Stream<DynamicTest> knowsWhatIsNotThePublicInternet() {
        return Map.of(
                        AddressKind.LOOPBACK,
                        List.of(
                                "127.0.0.1",
                                "127.255.0.3",
                                "::1",
                                "::ffff:127.0.0.1",
                                "64:ff9b::7f00:1",
                                "2002:7f00:1::"),
                        AddressKind.PRIVATE,
                        List.of(
                                "10.0.0.1",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.168.1.1",
                                "100.64.0.1",
                                "100.127.0.1",
                                "fd12::1",
                                "fc00::1",
                                "fec0::1",
                                "::ffff:10.1.2.3",
                                "64:ff9b::a00:1",
                                "::10.0.0.1"),
                        AddressKind.LINK_LOCAL,
                        List.of("169.254.0.1", "fe80::1", "::ffff:169.254.3.4"),
                        AddressKind.METADATA,
                        List.of(
                                "169.254.169.254",
                                "169.254.170.2",
                                "100.100.100.200",
                                "168.63.129.16",
                                "fd00:ec2::254",
                                "::ffff:169.254.169.254",
                                "64:ff9b::a9fe:a9fe",
                                "2002:a9fe:a9fe::1"),
                        AddressKind.RESERVED,
                        List.of(
                                "0.0.0.0",
                                "0.1.2.3",
                                "224.0.0.1",
                                "240.0.0.1",
                                "255.255.255.255",
                                "198.18.0.1",
                                "198.19.255.1",
                                "192.0.2.1",
                                "192.0.0.1",
                                "198.51.100.7",
                                "203.0.113.9",
                                "::",
                                "ff02::1",
                                "2001:db8::1",
                                "2001::1",
                                "100::1",
                                "4000::1",
                                "64:ff9b:1::7f00:1",
                                "::ffff:0:7f00:1"))
                .entrySet()
                .stream()
                .flatMap(kind -> kind.getValue().stream()
                        .map(address -> DynamicTest.dynamicTest(
                                address, () -> assertThat(of(address)).contains(kind.getKey()))));
    }

    @Test
    void callsOtherAddressesPublic() throws UnknownHostException {
        for (String address : List.of(
                "8.8.8.8",
                "1.1.1.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.0.1",
                "192.169.0.1",
                "100.63.0.1",
                "100.128.0.1",
                "11.0.0.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.254",
                "2606:4700::1111",
                "2001:4860:4860::8888",
                "::ffff:8.8.8.8",
                "64:ff9b::808:808",
                "2002:808:808::")) {
            assertThat(of(address)).as(address).isEmpty();
        }
    }

    private static Optional<AddressKind> of(String address) throws UnknownHostException {
        return AddressKind.of(InetAddress.getByName(address));
    }
}
