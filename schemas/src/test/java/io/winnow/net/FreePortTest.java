package io.winnow.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortTest {
    @Test
    void portsAreToldOnceAndCanBeListenedOn() throws Exception {
        Set<Integer> told = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            int port = FreePort.find();
            assertThat(told.add(port)).isTrue();
            assertThat(port).isBetween(20_000, 32_767);
            try (ServerSocket stream = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    DatagramSocket datagrams = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
                assertThat(stream.getLocalPort()).isEqualTo(datagrams.getLocalPort());
            }
        }
    }
}
