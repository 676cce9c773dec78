package io.winnow.decode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A camera of HLS on loopback: pieces that FFmpeg's muxer has made, of which the test publishes one after the other. Its playlist names the newest three. */
public final class HlsCamera implements AutoCloseable {
    /** Frames of each piece. */
    public static final int PIECE_FRAMES = EncodedPieces.FRAMES;

    private static final int NAMED = 3;
    private static final String CREDENTIALS = "me:secret";

    private final Path folder;
    private final List<String> head;
    private final List<String> pieces;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int published;
    private volatile boolean ended;
    private volatile boolean away;
    private volatile boolean locked;

    private HlsCamera(Path folder, List<String> head, List<String> pieces, HttpServer server) {
        this.folder = folder;
        this.head = head;
        this.pieces = pieces;
        this.server = server;
    }

    /** Of MPEG transport streams. */
    public static HlsCamera open(int pieces) throws IOException {
        return open(pieces, "mpegts");
    }

    /**
     * With one piece published.
     *
     * @param pieces that it has
     * @param type {@code mpegts}, {@code fmp4}, or {@code encrypted} for the first with a key
     */
    public static HlsCamera open(int pieces, String type) throws IOException {
        Path folder = Files.createTempDirectory("winnow-hls");
        Path whole = type.equals("encrypted")
                ? EncodedPieces.encrypted(folder, pieces, "piece.key")
                : EncodedPieces.draw(folder, pieces, type);
        List<String> head = new ArrayList<>();
        List<String> made = new ArrayList<>();
        String length = "";
        for (String line : Files.readAllLines(whole)) {
            if (line.startsWith("#EXTINF")) {
                length = line;
            } else if (!line.startsWith("#")) {
                made.add(length + "\n" + line);
            } else if (!line.matches("#EXT-X-(MEDIA-SEQUENCE|TARGETDURATION|PLAYLIST-TYPE|ENDLIST).*")) {
                head.add(line);
            }
        }
        head.add("#EXT-X-TARGETDURATION:1");
        if (made.size() != pieces) {
            throw new IOException("FFmpeg made " + made.size() + " pieces, not " + pieces);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HlsCamera camera = new HlsCamera(folder, head, made, server);
        camera.published = 1;
        server.setExecutor(camera.threads);
        server.createContext("/", camera::answer);
        server.start();
        return camera;
    }

    /** Of its playlist. */
    public String address() {
        return address("live.m3u8");
    }

    /** Of a playlist that names its playlist. */
    public String master() {
        return address("master.m3u8");
    }

    /** Of something else of its folder. */
    public String address(String name) {
        String user = locked ? CREDENTIALS + "@" : "";
        return "http://" + user + "127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }

    /** Asks for credentials from now on; addresses hold them. */
    public void lock() {
        locked = true;
    }

    /** The next piece is there. */
    public void publish() {
        published++;
    }

    /** The playlist is empty, as before the first piece is done. */
    public void publishNothing() {
        published = 0;
    }

    /** No more pieces will come. */
    public void end() {
        ended = true;
    }

    /** Begins anew with its first piece, as an encoder that was started again. */
    public void restart() {
        published = 1;
        ended = false;
    }

    /** Its server has nothing to give. */
    public void leave() {
        away = true;
    }

    /** What was asked for, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private String playlist() {
        int count = published;
        int first = Math.max(0, count - NAMED);
        StringBuilder text = new StringBuilder(String.join("\n", head));
        text.append("\n#EXT-X-MEDIA-SEQUENCE:").append(first).append('\n');
        pieces.subList(first, count).forEach(piece -> text.append(piece).append('\n'));
        return text + (ended ? "#EXT-X-ENDLIST\n" : "");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        asked.add(name);
        String encoded = Base64.getEncoder().encodeToString(CREDENTIALS.getBytes(StandardCharsets.UTF_8));
        if (away) {
            give(exchange, 503, new byte[0]);
        } else if (locked
                && !("Basic " + encoded).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            give(exchange, 401, new byte[0]);
        } else if (name.equals("live.m3u8")) {
            give(exchange, 200, playlist().getBytes(StandardCharsets.UTF_8));
        } else if (name.equals("master.m3u8")) {
            String text = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100000\nlive.m3u8\n";
            give(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
        } else if (Files.exists(folder.resolve(name))) {
            give(exchange, 200, Files.readAllBytes(folder.resolve(name)));
        } else {
            give(exchange, 404, new byte[0]);
        }
    }

    private static void give(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
