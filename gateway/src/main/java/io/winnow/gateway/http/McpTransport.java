package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.winnow.records.QuestionRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Carries the messages of assistants over one route, each by itself: nothing is remembered between them, and no thread waits for an answer. */
final class McpTransport implements McpStatelessServerTransport {
    private static final int LARGEST_BODY = 6 * QuestionRules.LARGEST_BYTES + 8192;
    private static final String CONTEXT = "context";

    private final McpJsonMapper mapper;
    private final LateReplies late;
    private volatile @Nullable McpStatelessServerHandler handler;

    McpTransport(McpJsonMapper mapper, LateReplies late) {
        this.mapper = mapper;
        this.late = late;
    }

    /** The request that a tool was called by. */
    static Context request(McpTransportContext carried) {
        return (Context) Objects.requireNonNull(carried.get(CONTEXT), CONTEXT);
    }

    @Override
    public void setMcpHandler(McpStatelessServerHandler mcpHandler) {
        handler = mcpHandler;
    }

    void post(Context context) throws IOException {
        requireVersion(context);
        JSONRPCMessage message = message(Fields.body(context, LARGEST_BODY, McpTransport::refused));
        McpTransportContext carried = McpTransportContext.create(Map.of(CONTEXT, context));
        McpStatelessServerHandler answering = Objects.requireNonNull(handler, "handler");
        AuditLog.reads(context);
        if (message instanceof JSONRPCRequest request) {
            context.future(() -> late.of(
                            context,
                            () -> answering
                                    .handleRequest(carried, request)
                                    .onErrorResume(
                                            McpError.class,
                                            error -> Mono.just(
                                                    JSONRPCResponse.error(request.id(), error.getJsonRpcError())))
                                    .toFuture())
                    .thenAccept(answer -> send(context, answer)));
        } else if (message instanceof JSONRPCNotification notification) {
            context.status(202);
            context.future(
                    () -> answering.handleNotification(carried, notification).toFuture());
        } else {
            throw refused("nothing was asked that this could be the answer to");
        }
    }

    private JSONRPCMessage message(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            // The library reads any value as the object that it expects.
            if (text.stripLeading().startsWith("{")) {
                return McpSchema.deserializeJsonRpcMessage(mapper, text);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw noMessage();
        }
        throw noMessage();
    }

    private static ApiError noMessage() {
        return refused("the body is no message of JSON-RPC 2.0");
    }

    private void requireVersion(Context context) {
        String version = context.header(HttpHeaders.PROTOCOL_VERSION);
        if (version != null && !protocolVersions().contains(version)) {
            throw refused(
                    "this version of the protocol is not spoken here, but " + String.join(", ", protocolVersions()));
        }
    }

    private void send(Context context, JSONRPCResponse answer) {
        try {
            context.contentType("application/json").result(mapper.writeValueAsString(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApiError refused(String what) {
        return new ApiError(
                400,
                "BAD_MESSAGE",
                what,
                "the request",
                "let a client of the Model Context Protocol, over streamable HTTP, call this address");
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }
}
