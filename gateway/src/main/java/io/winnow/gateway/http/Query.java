package io.winnow.gateway.http;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The parameters behind an address. What is wrong with them is refused in a sentence. */
final class Query {
    private final Context context;

    Query(Context context) {
        this.context = context;
    }

    /** What is wrong with them all. */
    static Optional<ApiError> problem(Context context) {
        try {
            // Javalin leaves out a value that it cannot decode, as if it had not been given.
            URLDecoder.decode(Optional.ofNullable(context.queryString()).orElse(""), StandardCharsets.UTF_8);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(new ApiError(
                    400,
                    "BAD_PARAMETER",
                    "a % is not followed by two hexadecimal digits",
                    "the address",
                    "write a % itself as %25"));
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(context.queryParam(name));
    }

    /** A whole number of a range. */
    Optional<Integer> whole(String name, int least, int most) {
        return text(name).map(value -> {
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw refused(name, least, most);
            }
            throw refused(name, least, most);
        });
    }

    private static ApiError refused(String name, int least, int most) {
        return new ApiError(
                400,
                "BAD_PARAMETER",
                name + " is no whole number from " + least + " to " + most,
                "the address",
                "give " + name + "=" + most + ", or leave it out");
    }
}
