package io.winnow.gateway.http;

import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;

/** What an assistant may have done. What it takes and gives, the document of the interface says by its name. */
interface McpTool {
    String name();

    /** What it asks of its caller. */
    Access access();

    /**
     * Does it, without holding the thread for what takes long.
     *
     * @param context of the request, whose caller may do it
     * @param arguments none but those that it takes
     * @throws ApiError where it cannot be done, as the future may fail too
     */
    CompletableFuture<McpResult> call(Context context, Fields arguments);
}
