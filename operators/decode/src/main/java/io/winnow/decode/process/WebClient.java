package io.winnow.decode.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fetches http and https for children. Follows redirections, but not from https to http, and gives credentials to nobody but the server they are for. */
final class WebClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18})");
    private static final int REDIRECTIONS = 5;
    private static final int PARTIAL = 206;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * An answer.
     *
     * @param stream its bytes
     * @param size of the whole, -1 where the server does not say
     * @param ranges whether it begins where that was asked for
     */
    record Body(InputStream stream, long size, boolean ranges) {}

    /** Whether an address may be asked, be it named or redirected to. */
    @FunctionalInterface
    interface Gate {
        /** Of what the user has named, which may lead anywhere. */
        Gate OPEN = uri -> {};

        /** Throws IOException with a sentence for people where it may not. */
        void require(URI uri) throws IOException;
    }

    /** Bytes from there. Messages of exceptions name no credentials. */
    Body get(URI uri, long offset, Gate gate) throws IOException {
        URI at = uri;
        for (int i = 0; i <= REDIRECTIONS; i++) {
            gate.require(at);
            HttpResponse<InputStream> answer =
                    send(at, Addresses.sameOrigin(at, uri) ? uri.getUserInfo() : null, offset);
            int status = answer.statusCode();
            if (status == PARTIAL || status == 200) {
                return body(answer, offset);
            }
            answer.body().close();
            if (status < 300 || status >= 400) {
                throw new IOException("the server answers " + status);
            }
            at = redirected(at, answer);
        }
        throw new IOException("the server redirects more than " + REDIRECTIONS + " times");
    }

    private HttpResponse<InputStream> send(URI at, @Nullable String user, long offset) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(Addresses.withoutUser(at))
                .timeout(ANSWER)
                .header("Range", "bytes=" + offset + "-");
        if (user != null) {
            String encoded = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + encoded);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the server", e);
        } catch (IOException e) {
            throw new IOException("the server at " + at.getHost() + " does not answer", e);
        }
    }

    private static Body body(HttpResponse<InputStream> answer, long offset) throws IOException {
        long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        if (answer.statusCode() != PARTIAL) {
            if (offset > 0) {
                answer.body().close();
                throw new IOException("the server gives no ranges");
            }
            return new Body(answer.body(), length, false);
        }
        Matcher range =
                RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
        if (!range.matches()) {
            return new Body(answer.body(), -1, offset == 0);
        }
        if (Long.parseLong(range.group(1)) != offset) {
            answer.body().close();
            throw new IOException("the server gives another range than was asked for");
        }
        return new Body(answer.body(), Long.parseLong(range.group(2)), true);
    }

    private static URI redirected(URI at, HttpResponse<InputStream> answer) throws IOException {
        try {
            URI next = at.resolve(answer.headers().firstValue("Location").orElse(""));
            boolean web = "https".equals(next.getScheme()) || next.getScheme().equals(at.getScheme());
            if (web && next.getHost() != null && !next.equals(at)) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the server redirects to no address", e);
        }
        throw new IOException("the server redirects to where it may not");
    }
}
