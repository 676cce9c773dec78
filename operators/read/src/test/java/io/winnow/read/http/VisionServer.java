package io.winnow.read.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;

/**
 * A chat-completions interface on loopback that takes nothing but what the interface's reference says: unknown fields, wrong types, parts of unknown kinds and pictures that are none are answered with 400 and
 * are kept as {@link #faults}. What it answers, a test says.
 */
public final class VisionServer implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> FIELDS = Set.of(
            "model", "messages", "max_tokens", "temperature", "stream", "stream_options", "logprobs", "top_logprobs");

    private final HttpServer server;
    private final Answering answering;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    /** What a request asks. */
    public record Asked(String instruction, List<String> texts, int pictures, boolean streamed, String authorization) {
        public String question() {
            return texts.get(texts.size() - 1);
        }
    }

    /** Answers a request that is as it should be. */
    @FunctionalInterface
    public interface Answering {
        void answer(HttpExchange exchange, Asked asked) throws IOException;
    }

    private VisionServer(Answering answering) throws IOException {
        this.answering = answering;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::handle);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "vision-server");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    public static VisionServer start(Answering answering) throws IOException {
        return new VisionServer(answering);
    }

    /** One that answers each question with the same words, in pieces where it is asked to. */
    public static VisionServer saying(String... pieces) throws IOException {
        return start((exchange, asked) -> say(exchange, asked, pieces));
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Requests that were as they should be, in their order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** What was wrong with the others. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked request;
            try {
                request = check(exchange);
            } catch (IllegalArgumentException e) {
                faults.add(String.valueOf(e.getMessage()));
                send(exchange, 400, "application/json", "{\"error\":{\"message\":\"bad request\"}}");
                return;
            }
            asked.add(request);
            answering.answer(exchange, request);
        }
    }

    private static Asked check(HttpExchange exchange) throws IOException {
        require(exchange.getRequestMethod().equals("POST"), "the method is " + exchange.getRequestMethod());
        require(
                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))
                        .startsWith("application/json"),
                "the type is no JSON");
        JsonNode body = MAPPER.readTree(exchange.getRequestBody());
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            require(FIELDS.contains(name), "unknown field " + name);
        }
        require(
                body.path("model").isTextual()
                        && !body.path("model").textValue().isEmpty(),
                "no model");
        require(body.path("max_tokens").isInt() && body.path("max_tokens").intValue() > 0, "max_tokens");
        require(body.path("temperature").isNumber(), "temperature");
        require(body.path("stream").isBoolean(), "stream");
        boolean streamed = body.path("stream").booleanValue();
        require(streamed == body.has("stream_options"), "stream_options go with stream");
        require(!streamed || body.at("/stream_options/include_usage").isBoolean(), "include_usage");
        JsonNode messages = body.path("messages");
        require(messages.isArray() && messages.size() == 2, "messages");
        require(messages.at("/0/role").asText().equals("system"), "the first message is the system's");
        require(messages.at("/0/content").isTextual(), "its content is a text");
        require(messages.at("/1/role").asText().equals("user"), "the second is the user's");
        return parts(
                messages.at("/1/content"),
                messages.at("/0/content").textValue(),
                streamed,
                exchange.getRequestHeaders().containsKey("Authorization")
                        ? exchange.getRequestHeaders().getFirst("Authorization")
                        : "");
    }

    private static Asked parts(JsonNode content, String instruction, boolean streamed, String authorization)
            throws IOException {
        require(content.isArray() && !content.isEmpty(), "the user's content has parts");
        List<String> texts = new ArrayList<>();
        int pictures = 0;
        for (JsonNode part : content) {
            switch (part.path("type").asText()) {
                case "text" -> {
                    require(part.size() == 2 && part.path("text").isTextual(), "a text part: " + part.size());
                    texts.add(part.path("text").textValue());
                }
                case "image_url" -> {
                    require(part.size() == 2 && part.path("image_url").isObject(), "a picture part");
                    picture(part.path("image_url").path("url").asText());
                    pictures++;
                }
                default -> throw new IllegalArgumentException("a part of type " + part.path("type"));
            }
        }
        require(content.get(content.size() - 1).path("type").asText().equals("text"), "the question is last");
        return new Asked(instruction, texts, pictures, streamed, authorization);
    }

    private static void picture(String url) throws IOException {
        String prefix = "data:image/jpeg;base64,";
        require(url.startsWith(prefix), "no JPEG as a data URL");
        byte[] jpeg = Base64.getDecoder().decode(url.substring(prefix.length()));
        require(jpeg.length <= 16 * 1024, "a picture of " + jpeg.length + " bytes");
        require(ImageIO.read(new ByteArrayInputStream(jpeg)) != null, "a picture that is none");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /** Answers as the interface does, with 100 tokens in and 2 a piece out. */
    public static void say(HttpExchange exchange, Asked asked, String... pieces) throws IOException {
        String usage = "{\"prompt_tokens\":100,\"completion_tokens\":" + 2 * pieces.length + "}";
        if (!asked.streamed()) {
            send(
                    exchange,
                    200,
                    "application/json",
                    "{\"id\":\"1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                            + "\"content\":" + quoted(String.join("", pieces))
                            + "},\"finish_reason\":\"stop\"}],\"usage\":" + usage + "}");
            return;
        }
        StringBuilder events = new StringBuilder(": a comment\n\n");
        event(events, "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}");
        for (String piece : pieces) {
            event(events, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":" + quoted(piece) + "}}]}");
        }
        event(events, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
        event(events, "{\"choices\":[],\"usage\":" + usage + "}");
        event(events, "[DONE]");
        send(exchange, 200, "text/event-stream; charset=utf-8", events.toString());
    }

    private static void event(StringBuilder events, String data) {
        events.append("data: ").append(data).append("\n\n");
    }

    private static String quoted(String text) throws IOException {
        return MAPPER.writeValueAsString(text);
    }

    /** Sends any response. */
    public static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
