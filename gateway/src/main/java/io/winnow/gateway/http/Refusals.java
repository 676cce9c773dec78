package io.winnow.gateway.http;

import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells callers why they were not served. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final RateLimits limits;
    private final Json json;

    Refusals(RateLimits limits, Json json) {
        this.limits = limits;
        this.json = json;
    }

    void refused(ApiError error, Context context) {
        error.send(context, json);
    }

    /** Javalin's handler of a status hears of those that were refused with a reason too. */
    void notFound(Context context) {
        if (ApiError.code(context).isPresent()) {
            return;
        }
        try {
            limits.countAddress(context);
        } catch (ApiError tooMany) {
            tooMany.send(context, json);
            return;
        }
        ApiError error = new ApiError(
                404,
                "NOT_FOUND",
                "there is nothing at this address",
                "the path",
                "open / or see the docs for the interface");
        error.send(context, json);
    }

    void defect(Exception failure, Context context) {
        LOG.error("serving {} {}", context.method(), context.path(), failure);
        ApiError error =
                new ApiError(500, "INTERNAL", "the gateway failed to serve this", "the gateway", "see its log");
        error.send(context, json);
    }
}
