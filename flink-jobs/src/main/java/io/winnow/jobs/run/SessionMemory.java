package io.winnow.jobs.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.jobs.definition.DefinitionException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Compares what a cluster's task managers keep for native code with what a pipeline needs. */
final class SessionMemory {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI rest;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    SessionMemory(URI rest) {
        this.rest = rest;
    }

    /**
     * Refuses a cluster one of whose task managers keeps too little.
     *
     * @throws PipelineFailure where the cluster does not answer
     */
    void check(MemoryPlan plan) throws InterruptedException {
        for (JsonNode manager : get("/taskmanagers").path("taskmanagers")) {
            String id = manager.path("id").asText();
            JsonNode memory = get("/taskmanagers/" + id).path("memoryConfiguration");
            require(id, "taskmanager.memory.task.off-heap.size", memory.path("taskOffHeap"), plan.taskOffHeapBytes());
            require(id, "taskmanager.memory.jvm-overhead.min", memory.path("jvmOverhead"), plan.overheadBytes());
        }
    }

    private static void require(String manager, String setting, JsonNode has, long needs) {
        if (has.isNumber() && has.asLong() < needs) {
            throw new DefinitionException(
                    "NO_MEMORY",
                    "task manager " + manager + " keeps " + has.asLong() / (1 << 20)
                            + " MiB for native code where the pipeline needs " + ceiling(needs) + " MiB",
                    setting,
                    "Set " + setting + ": " + ceiling(needs) + "m in the cluster's configuration.");
        }
    }

    private static long ceiling(long bytes) {
        return (bytes + (1 << 20) - 1) / (1 << 20);
    }

    private JsonNode get(String path) throws InterruptedException {
        try {
            return JSON.readTree(http.send(
                            HttpRequest.newBuilder(rest.resolve(path))
                                    .timeout(PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new PipelineFailure(
                    "FLINK_UNREACHABLE",
                    4,
                    "the Flink cluster does not answer: " + e.getMessage(),
                    rest.toString(),
                    "Start it, or correct flink.rest.",
                    e);
        }
    }
}
