package io.winnow.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An assistant that uses a gateway's tools, by the client that the protocol's own SDK has. */
public final class Assistant implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final McpSyncClient client;

    /**
     * What a tool answered.
     *
     * @param refused whether it did not do what it was asked
     * @param text in words
     * @param content as JSON
     */
    public record Told(boolean refused, String text, JsonNode content) {}

    /**
     * One that holds a key.
     *
     * @param gateway the page's address
     * @param key empty for none
     */
    public Assistant(URI gateway, String key) {
        HttpClientStreamableHttpTransport.Builder transport = HttpClientStreamableHttpTransport.builder(
                        gateway.toString())
                .jsonMapper(new JacksonMcpJsonMapper(JSON))
                .endpoint("/mcp");
        if (!key.isEmpty()) {
            transport.addHttpRequestCustomizer(
                    (request, method, to, body, context) -> request.header("Authorization", "Bearer " + key));
        }
        client = McpClient.sync(transport.build())
                .requestTimeout(PATIENCE)
                .initializationTimeout(PATIENCE)
                .build();
    }

    public InitializeResult initialize() {
        return client.initialize();
    }

    public List<Tool> tools() {
        return client.listTools().tools();
    }

    public Told call(String tool, Map<String, Object> arguments) {
        CallToolResult result = client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
        return new Told(
                Boolean.TRUE.equals(result.isError()),
                ((TextContent) result.content().get(0)).text(),
                JSON.valueToTree(result.structuredContent()));
    }

    @Override
    public void close() {
        client.close();
    }
}
