package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.live.Views;
import io.winnow.gateway.live.Views.Line.State;
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
        State line = state.lineView().state();
        String silence = silence(line);
        String text = streams.isEmpty()
                ? "There are no streams."
                : streams.stream()
                        .map(stream -> line(stream, silence.isEmpty()))
                        .collect(Collectors.joining("\n", silence, ""));
        return CompletableFuture.completedFuture(new McpResult(
                text, Map.of("pipeline", pipeline, "run", state.run(), "state", line, "streams", streams)));
    }

    /** Why nothing is heard of the pipeline; empty where something may be. */
    private static String silence(State line) {
        return switch (line) {
            case WAITING, RUNNING -> "";
            case SILENT -> "Nothing is heard of the pipeline.\n";
            case ENDED -> "The pipeline's run has ended.\n";
            case STOPPED -> "The pipeline is stopped, to go on later.\n";
        };
    }

    private static String line(Views.Stream stream, boolean heard) {
        String newest = stream.lastFrameMillis() == 0
                ? "no frame so far"
                : stream.frames() + " frames, the newest decoded at " + Instant.ofEpochMilli(stream.lastFrameMillis());
        String last = heard ? "" : " when last heard, at " + Instant.ofEpochMilli(stream.updatedMillis());
        return stream.stream() + ": " + stream.state() + last + ", " + newest
                + (stream.message().isEmpty() ? "" : "; " + stream.message());
    }
}
