package io.winnow.gateway.http;

import io.javalin.http.Context;
import java.util.Optional;

/** The parameters behind an address. What is wrong with them is refused in a sentence. */
final class Query {
    private final Context context;

    Query(Context context) {
        this.context = context;
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
