package io.winnow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final EventStream stream = new EventStream(Caller.NEIGHBOUR, new ServletOutputStream() {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int piece) {
            sent.write(piece);
        }
    });

    @Test
    void everythingComesBeforeWhatHappenedWhileItWasMade() throws IOException {
        stream.offer(bytes("first,"));
        stream.offer(bytes("second"));
        stream.begin(bytes("everything,"));
        stream.send();
        assertThat(sent.size()).isZero();
        stream.onWritePossible();
        assertThat(sent).hasToString("everything,first,second");
    }

    @Test
    void everythingMayBeLargerThanWhatMayWait() throws IOException {
        byte[] everything = new byte[3 * 1024 * 1024];
        byte[] most = new byte[1024 * 1024];
        stream.begin(everything);
        stream.offer(most);
        assertThat(stream.end()).isNotDone();
        stream.onWritePossible();
        assertThat(sent.size()).isEqualTo(everything.length + most.length);
        stream.offer(most);
        assertThat(stream.end()).isNotDone();
        stream.offer(bytes("too much"));
        assertThat(stream.end()).isDone();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
