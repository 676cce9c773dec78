package io.winnow.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListeningTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final InetSocketAddress NOBODY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    @Test
    void oneOfTheAddressesWillDo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress somebody = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
            assertThat(Listening.refusal(List.of(NOBODY, somebody), SHORT)).isEmpty();
        }
    }

    @Test
    void whereNobodyListensTheReasonIsTold() throws InterruptedException {
        assertThat(Listening.refusal(List.of(NOBODY), SHORT))
                .map(IOException::getMessage)
                .hasValueSatisfying(why -> assertThat(why).contains("refused"));
    }
}
