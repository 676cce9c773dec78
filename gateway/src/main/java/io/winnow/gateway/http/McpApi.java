package io.winnow.gateway.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Lets assistants use the gateway by the Model Context Protocol: the tools of the document of the interface, each with the rights of its caller. */
final class McpApi {
    private static final Logger LOG = LoggerFactory.getLogger(McpApi.class);
    private static final String NAME = "winnow";
    private static final String USE =
            "Winnow watches video streams and answers questions on them. List the streams, then ask about one or some; prefer questions that name the alternatives.";

    private final Json json;
    private final ObjectMapper mapper = new ObjectMapper();
    private final McpTransport transport;

    McpApi(Json json, List<McpTool> tools, LateReplies late) {
        this.json = json;
        this.transport = new McpTransport(new JacksonMcpJsonMapper(mapper), late);
        JsonNode document = OpenApi.document();
        JsonNode known = document.at("/paths/~1mcp/post/x-winnow-tools");
        McpServer.async(transport)
                .serverInfo(NAME, document.at("/info/version").textValue())
                .instructions(USE)
                .jsonMapper(new JacksonMcpJsonMapper(mapper))
                .jsonSchemaValidator(new DefaultJsonSchemaValidator(mapper))
                .validateToolInputs(false)
                .tools(tools.stream()
                        .map(tool -> specification(tool, known.get(tool.name())))
                        .toList())
                .build();
    }

    void post(Context context) throws IOException {
        transport.post(context);
    }

    /** Clients ask whether there is something to follow, each once, and go on without. */
    void get(Context context) {
        AuditLog.leaveOut(context);
        throw new ApiError(
                405,
                "NOTHING_TOLD",
                "assistants are told nothing here that they did not ask for",
                "the method",
                "POST messages, or follow /api/events",
                Map.of("Allow", "POST"));
    }

    private AsyncToolSpecification specification(McpTool tool, JsonNode stated) {
        JsonNode schema = OpenApi.inlined(stated.get("schema"));
        Set<String> arguments = new LinkedHashSet<>();
        schema.get("properties").fieldNames().forEachRemaining(arguments::add);
        return AsyncToolSpecification.builder()
                .tool(McpSchema.Tool.builder(tool.name(), map(schema))
                        .description(stated.get("description").textValue())
                        .outputSchema(map(OpenApi.inlined(stated.get("result"))))
                        .build())
                .callHandler((carried, request) -> call(tool, arguments, carried, request))
                .build();
    }

    private Map<String, Object> map(JsonNode schema) {
        return mapper.convertValue(schema, new TypeReference<Map<String, Object>>() {});
    }

    private Mono<CallToolResult> call(
            McpTool tool, Set<String> arguments, McpTransportContext carried, CallToolRequest request) {
        Context context = McpTransport.request(carried);
        Map<String, Object> given = Optional.ofNullable(request.arguments()).orElse(Map.of());
        return Mono.fromFuture(begin(tool, context, arguments, given)
                .thenApply(McpApi::found)
                .exceptionally(failure -> refused(tool, context, failure)));
    }

    private CompletableFuture<McpResult> begin(
            McpTool tool, Context context, Set<String> arguments, Map<String, Object> given) {
        try {
            tool.access().require(Caller.of(context));
            return tool.call(
                    context, Fields.of(json.tree(given), arguments, what -> badArgument(tool, arguments, what)));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static ApiError badArgument(McpTool tool, Set<String> arguments, String what) {
        return new ApiError(
                400,
                "BAD_ARGUMENT",
                what,
                "the arguments of " + tool.name(),
                arguments.isEmpty() ? "it takes none" : "it takes " + String.join(", ", arguments));
    }

    private static CallToolResult found(McpResult result) {
        return CallToolResult.builder()
                .addTextContent(result.text())
                .structuredContent(result.content())
                .isError(false)
                .build();
    }

    /** What a tool refuses, an assistant must be able to read. */
    private static CallToolResult refused(McpTool tool, Context context, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        ApiError error;
        if (cause instanceof ApiError known) {
            error = known;
        } else {
            LOG.error("serving the tool {}", tool.name(), cause);
            error = new ApiError(500, "INTERNAL", "the gateway failed to serve this", "the gateway", "see its log");
        }
        error.note(context);
        return CallToolResult.builder()
                .addTextContent(error.words())
                .isError(true)
                .build();
    }
}
