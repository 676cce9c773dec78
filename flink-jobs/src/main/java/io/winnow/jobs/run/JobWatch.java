package io.winnow.jobs.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Looks at a running job through Flink's REST interface for what must not be tried again. */
final class JobWatch {
    /** What Flink says when more checkpoints in a row have failed than are tolerated. */
    private static final String TOO_MANY_FAILED = "Exceeded checkpoint tolerable failure threshold";

    /** How Flink names a task that begins with a source. */
    private static final String SOURCE = "Source: ";

    private static final Set<String> QUESTIONS = Set.of("read-from-questions", "read-from-standing-questions");
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Supplier<URI> rest;

    /** @param rest where the cluster answers now */
    JobWatch(Supplier<URI> rest) {
        this.rest = rest;
    }

    /** Why a job's checkpoints fail, once too many in a row have. */
    Optional<String> checkpointFailure(String job) throws InterruptedException {
        Optional<JsonNode> exceptions = get("/jobs/" + job + "/exceptions");
        for (JsonNode entry : exceptions
                .map(node -> node.path("exceptionHistory").path("entries"))
                .orElseGet(JSON::createArrayNode)) {
            if (entry.path("stacktrace").asText().contains(TOO_MANY_FAILED)) {
                return Optional.of(latestCheckpointFailure(job));
            }
        }
        return Optional.empty();
    }

    private String latestCheckpointFailure(String job) throws InterruptedException {
        return get("/jobs/" + job + "/checkpoints")
                .map(node -> node.path("latest").path("failed").path("failure_message"))
                .map(JsonNode::asText)
                .map(text -> text.lines().findFirst().orElse(text))
                .filter(text -> !text.isBlank())
                .orElse("no reason was given");
    }

    /** Whether every source of a job has ended but those of questions. */
    boolean inputEnded(String job) throws InterruptedException {
        boolean known = false;
        for (JsonNode vertex :
                get("/jobs/" + job).map(node -> node.path("vertices")).orElseGet(JSON::createArrayNode)) {
            String name = vertex.path("name").asText();
            if (name.startsWith(SOURCE) && QUESTIONS.stream().noneMatch(source -> name.startsWith(SOURCE + source))) {
                known = true;
                if (!vertex.path("status").asText().equals("FINISHED")) {
                    return false;
                }
            }
        }
        return known;
    }

    private Optional<JsonNode> get(String path) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(rest.get().resolve(path))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(JSON.readTree(response.body())) : Optional.empty();
        } catch (IOException e) {
            // The cluster may be restarting its job manager; the next look tells.
            return Optional.empty();
        }
    }
}
