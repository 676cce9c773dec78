package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.live.Views;
import io.winnow.topics.TopicNames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Lists the streams of the run that is shown. */
final class StreamsTool implements McpTool {
    private final LiveState state;
    private final String pipeline;

    StreamsTool(LiveState state, TopicNames names) {
        this.state = state;
        this.pipeline = names.pipeline();
    }

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public Access access() {
        return Access.READ;
    }

    @Override
    public CompletableFuture<McpResult> call(Context context, Fields arguments) {
        List<Views.Stream> streams = AskedStreams.of(state, Caller.of(context).scope(), arguments.text("stream"));
        String text = streams.isEmpty()
                ? "There are no streams."
                : streams.stream().map(StreamsTool::line).collect(Collectors.joining("\n"));
        return CompletableFuture.completedFuture(
                new McpResult(text, Map.of("pipeline", pipeline, "run", state.run(), "streams", streams)));
    }

    private static String line(Views.Stream stream) {
        String newest = stream.lastFrameMillis() == 0
                ? "no frame so far"
                : stream.frames() + " frames, the newest decoded at " + Instant.ofEpochMilli(stream.lastFrameMillis());
        return stream.stream() + ": " + stream.state() + ", " + newest
                + (stream.message().isEmpty() ? "" : "; " + stream.message());
    }
}
