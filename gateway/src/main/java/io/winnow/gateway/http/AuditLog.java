package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who changed what, and what was refused to whom: a line for each request that writes or is refused, never a key or a cookie, and words of questions only where that is wished. */
final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final String LEFT_OUT = "left-out";
    private static final String READS = "reads";
    private static final String QUESTION = "question-id";
    private static final String ARCHIVE = "archive";
    private static final String WORDS = "question-words";
    private static final int LONGEST_PATH = 500;
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private final AuditOptions options;
    private final Clock clock;
    private final Json json;
    private volatile Optional<String> problem = Optional.empty();

    AuditLog(AuditOptions options, Clock clock, Json json) {
        this.options = options;
        this.clock = clock;
        this.json = json;
    }

    /** Marks a request that is one of very many alike. */
    static void leaveOut(Context context) {
        context.attribute(LEFT_OUT, true);
    }

    /** Marks a request that changes nothing, whatever its method, unless it turns out to be about a question. */
    static void reads(Context context) {
        context.attribute(READS, true);
    }

    /** Notes which question a request is about. */
    static void about(Context context, String questionId, String words) {
        context.attribute(QUESTION, questionId);
        context.attribute(WORDS, words);
    }

    /** Notes which archive a request asks about. */
    static void aboutArchive(Context context, String name, String words) {
        context.attribute(ARCHIVE, name);
        context.attribute(WORDS, words);
    }

    /** Writes down a request that has been answered, if it is one to be written down. */
    void note(Context context) {
        int status = context.statusCode();
        boolean reads = READING.contains(context.method())
                || (context.attribute(READS) != null && context.attribute(WORDS) == null);
        boolean served = status < 400 && ApiError.code(context).isEmpty();
        if ((reads && served) || context.attribute(LEFT_OUT) != null) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", clock.instant().toString());
        line.put("key", Caller.find(context).map(Caller::key).orElse(""));
        line.put("address", context.req().getRemoteAddr());
        line.put("method", context.method().toString());
        line.put("path", shortened(context.path()));
        line.put("status", status);
        ApiError.code(context).ifPresent(code -> line.put("code", code));
        Optional.<String>ofNullable(context.attribute(QUESTION)).ifPresent(id -> line.put("questionId", id));
        Optional.<String>ofNullable(context.attribute(ARCHIVE)).ifPresent(name -> line.put("archive", name));
        if (options.questions()) {
            Optional.<String>ofNullable(context.attribute(WORDS)).ifPresent(words -> line.put("question", words));
        }
        write(json.text(line) + "\n");
    }

    private static String shortened(String path) {
        return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "..." : path;
    }

    private synchronized void write(String line) {
        try (SeekableByteChannel channel = Files.newByteChannel(
                options.file(),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            problem = Optional.empty();
        } catch (IOException e) {
            if (problem.isEmpty()) {
                LOG.error("requests are not written down to {}: {}", options.file(), e.toString());
            }
            problem =
                    Optional.of("requests are not written down: " + e.getClass().getSimpleName());
        }
    }

    /** Why nothing is written down; empty where it is. */
    Optional<String> problem() {
        return problem;
    }
}
