package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.winnow.decode.EncodedPieces;
import io.winnow.decode.PictureSize;
import io.winnow.net.AddressKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Playlists that have an end, whose pieces are encrypted or lie on another server than they do. */
class PlaylistInputTest {
    private static final PictureSize SIZE = new PictureSize(64, 64);
    private static final int PIECES = 3;
    private static final String PLAYLIST = "/whole.m3u8";

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer own;
    private HttpServer other;

    @BeforeEach
    void open() throws IOException {
        own = serve();
        other = serve();
    }

    @AfterEach
    void close() {
        own.stop(0);
        other.stop(0);
        threads.shutdownNow();
    }

    private HttpServer serve() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(server, exchange));
        server.start();
        return server;
    }

    /** Gives a file of the folder; what is called {@code moved} lies on the other server. */
    private void answer(HttpServer server, HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add((server == own ? "own " : "other ")
                + path
                + (exchange.getRequestHeaders().containsKey("Authorization") ? " with user" : ""));
        try (exchange) {
            if (path.startsWith("/moved")) {
                exchange.getResponseHeaders().add("Location", address(other, path.replace("/moved", "/whole")));
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            byte[] bytes = Files.readAllBytes(folder.resolve(path.substring(1)));
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String address(HttpServer server, String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Told told(AddressKind... allowed) throws Exception {
        PoolOptions options = new PoolOptions(1, 1L << 30, 16, SIZE, Sandbox.Wish.AUTO, false, Set.of(allowed));
        URI uri = URI.create(address(own, PLAYLIST).replace("://", "://me:secret@"));
        try (DecoderPool pool = DecoderPool.open(options)) {
            return Told.all(pool.open(new DecodeRequest(
                    new DecodeInput.Web(uri),
                    new Sampling.KeepAll(),
                    ResumePoint.START,
                    SIZE,
                    DecodeLimits.defaults(),
                    1)));
        }
    }

    private void rename(String from, String to) throws IOException {
        Path playlist = folder.resolve("whole.m3u8");
        Files.writeString(playlist, Files.readString(playlist).replaceAll(from, to));
    }

    private static void assertWhole(Told told) {
        long frames = PIECES * EncodedPieces.FRAMES;
        assertThat(told.last()).isEqualTo(new DecodeEvent.End(frames, frames, 0, 0));
    }

    private static String what(Told told) {
        return ((DecodeEvent.Failure) told.last()).what();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00112233445566778899aabbccddeeff"})
    void encryptedPiecesAreReadAsIfTheyWereNot(String vector) throws Exception {
        EncodedPieces.draw(folder, PIECES, "mpegts");
        Told plain = told();
        assertWhole(plain);
        EncodedPieces.encrypted(folder, PIECES, "piece.key", vector.isEmpty() ? new String[0] : new String[] {vector});
        asked.clear();
        assertThat(told().pictures()).isEqualTo(plain.pictures());
        assertThat(asked).containsOnlyOnce("own /piece.key with user");
    }

    @Test
    void anotherKeyIsSaid() throws Exception {
        EncodedPieces.encrypted(folder, PIECES, "piece.key");
        Files.writeString(folder.resolve("piece.key"), "another sixteen.");
        assertThat(what(told())).isNotBlank();
        Files.writeString(folder.resolve("piece.key"), "short");
        assertThat(what(told())).isEqualTo("the key of its pieces does not have 16 bytes");
    }

    @Test
    void piecesOnAnotherServerAreReadWhereItMayBeAsked() throws Exception {
        EncodedPieces.encrypted(folder, PIECES, address(other, "/piece.key"));
        rename("(?m)^whole", address(other, "/whole"));
        assertThat(what(told()))
                .isEqualTo(
                        "it refers to another server: the host 127.0.0.1 has the address 127.0.0.1, which is loopback."
                                + " Where that is meant, add loopback to decode.web.allow.");
        assertThat(asked).noneMatch(line -> line.startsWith("other"));
        assertWhole(told(AddressKind.LOOPBACK));
        assertThat(asked)
                .contains("other /whole0.ts", "other /piece.key")
                .noneMatch(line -> line.matches("other.*user"));
    }

    @Test
    void aPieceThatIsMovedToAnotherServerIsOneOfThat() throws Exception {
        EncodedPieces.draw(folder, PIECES, "mpegts");
        rename("(?m)^whole", "moved");
        assertThat(what(told())).startsWith("it refers to another server");
        assertWhole(told(AddressKind.LOOPBACK));
    }
}
