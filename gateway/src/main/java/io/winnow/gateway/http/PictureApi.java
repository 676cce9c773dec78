package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.winnow.gateway.pictures.PictureFollower;
import io.winnow.gateway.pictures.PictureViews;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what streams show: {@code GET /api/pictures?stream=ID} says what there is, {@code GET /api/picture?stream=ID&epoch=E&at=MICROS} gives one. */
final class PictureApi {
    private static final int MOST_STREAMS = 64;
    private static final String STREAM = "stream";

    private final PictureFollower pictures;
    private final Json json;

    PictureApi(PictureFollower pictures, Json json) {
        this.pictures = pictures;
        this.json = json;
    }

    void list(Context context) {
        List<String> streams = context.queryParams(STREAM);
        if (streams.isEmpty() || streams.size() > MOST_STREAMS) {
            throw refused(
                    "so many streams are asked for: " + streams.size(),
                    "name 1 to " + MOST_STREAMS + ", each by stream=ID");
        }
        List<PictureViews.Shown> shown = streams.stream()
                .distinct()
                .filter(Caller.of(context).scope()::sees)
                .flatMap(stream -> pictures.shown(stream).stream())
                .toList();
        json.send(context, 200, Map.of("pictures", shown));
    }

    void picture(Context context) {
        String stream = Optional.ofNullable(context.queryParam(STREAM))
                .orElseThrow(() -> refused("no stream is named", "name one by stream=ID"));
        long epoch = whole(context, "epoch");
        long at = whole(context, "at");
        byte[] jpeg = Optional.of(stream)
                .filter(Caller.of(context).scope()::sees)
                .flatMap(seen -> pictures.jpeg(seen, epoch, at))
                .orElseThrow(() -> new ApiError(
                        404,
                        "NO_PICTURE",
                        "this picture is not among the newest of its stream",
                        "the address",
                        "GET /api/pictures says which there are"));
        // A picture never changes, and is personal: no proxy keeps it, and no browser for another session.
        context.header("Vary", "Authorization, Cookie");
        context.header("Cache-Control", "private, max-age=600, immutable");
        context.contentType("image/jpeg").result(jpeg);
    }

    private static long whole(Context context, String name) {
        try {
            return Long.parseLong(Optional.ofNullable(context.queryParam(name)).orElse(""));
        } catch (NumberFormatException e) {
            throw refused(name + " is no whole number", "take it from GET /api/pictures");
        }
    }

    private static ApiError refused(String what, String hint) {
        return new ApiError(400, "BAD_PICTURE", what, "the address", hint);
    }
}
