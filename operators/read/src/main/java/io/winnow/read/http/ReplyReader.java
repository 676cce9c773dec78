package io.winnow.read.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads what a chat-completions interface sends, whole or as server-sent events, and believes none of it. */
final class ReplyReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";
    private static final int LONGEST_TEXT = 16_000;
    private static final String HINT =
            "Check that read.http.url is an OpenAI-compatible interface, and that the model takes pictures.";

    private final Consumer<String> heard;
    private final long began = System.nanoTime();
    private final StringBuilder text = new StringBuilder();
    private int told;
    private double firstTextMillis;
    private double logProbability;
    private boolean probabilities;
    private boolean answered;
    private boolean finished;
    private long tokensIn;
    private long tokensOut;

    /** @param heard hears each piece of the answer's text */
    ReplyReader(Consumer<String> heard) {
        this.heard = heard;
    }

    /** A response that is one document. */
    ChatReply whole(InputStream body) throws IOException {
        JsonNode document = parse(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        take(document, "message");
        return reply();
    }

    /** A response of server-sent events, up to the one that says it is done. */
    ChatReply streamed(InputStream body) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.equals(DATA + DONE) && !line.equals(DATA + " " + DONE)) {
            if (line.startsWith(DATA)) {
                take(parse(line.substring(DATA.length())), "delta");
            }
            line = lines.readLine();
        }
        if (line == null && !finished) {
            throw new EndpointFailure(
                    EndpointFailure.Kind.UNREACHABLE, "the endpoint's answer broke off", "See the endpoint's own log.");
        }
        return reply();
    }

    private static JsonNode parse(String json) {
        try {
            JsonNode document = MAPPER.readTree(json);
            if (document != null && document.isObject()) {
                return document;
            }
        } catch (JsonProcessingException e) {
            throw malformed("is no JSON");
        }
        throw malformed("is no JSON object");
    }

    /** Takes a document's share of the answer. The last ones of a stream have no choices, only a count of tokens. */
    private void take(JsonNode document, String holder) {
        if (document.has("error") && !document.get("error").isNull()) {
            throw new EndpointFailure(
                    EndpointFailure.Kind.SERVER_ERROR,
                    "the endpoint answered with an error",
                    "See the endpoint's own log.");
        }
        usage(document.path("usage"));
        JsonNode choices = document.path("choices");
        if (!choices.isArray()) {
            throw malformed("has no choices");
        }
        if (choices.isEmpty()) {
            return;
        }
        JsonNode choice = choices.get(0);
        JsonNode message = choice.path(holder);
        if (!message.isObject()) {
            throw malformed("has a choice without " + holder);
        }
        answered = true;
        finished |= choice.path("finish_reason").isTextual();
        content(message.path("content"));
        probabilities(choice.path("logprobs").path("content"));
    }

    private void content(JsonNode content) {
        if (content.isTextual()) {
            add(content.textValue());
        } else if (!content.isNull() && !content.isMissingNode()) {
            throw malformed("has content that is no text");
        }
    }

    /** Space at the ends is no part of an answer: what may be its end waits for what comes behind it. */
    private void add(String piece) {
        text.append(text.isEmpty() ? piece.stripLeading() : piece);
        int end = text.toString().stripTrailing().length();
        if (end > told && told == 0) {
            firstTextMillis = (System.nanoTime() - began) / 1e6;
        }
        if (text.length() > LONGEST_TEXT) {
            throw new EndpointFailure(
                    EndpointFailure.Kind.TOO_LARGE,
                    "the endpoint's answer is longer than " + LONGEST_TEXT + " characters",
                    "Lower read.http.answer-tokens.");
        }
        if (end > told) {
            heard.accept(text.substring(told, end));
            told = end;
        }
    }

    private void usage(JsonNode usage) {
        tokensIn = Math.max(tokensIn, usage.path("prompt_tokens").asLong(0));
        tokensOut = Math.max(tokensOut, usage.path("completion_tokens").asLong(0));
    }

    private void probabilities(JsonNode words) {
        for (JsonNode word : words) {
            if (word.path("logprob").isNumber()) {
                probabilities = true;
                logProbability += Math.min(0, word.path("logprob").doubleValue());
            }
        }
    }

    private ChatReply reply() {
        if (!answered) {
            throw malformed("has no choice");
        }
        if (text.isEmpty()) {
            throw malformed("has no text");
        }
        double confidence = probabilities ? Math.exp(logProbability) : 0;
        return new ChatReply(text.substring(0, told), tokensIn, tokensOut, confidence, firstTextMillis);
    }

    private static EndpointFailure malformed(String how) {
        return new EndpointFailure(EndpointFailure.Kind.MALFORMED, "what the endpoint sent " + how, HINT);
    }
}
