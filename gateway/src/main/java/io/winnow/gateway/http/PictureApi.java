package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.winnow.gateway.pictures.PictureFollower;
import io.winnow.gateway.pictures.PictureViews;
import io.winnow.records.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows what streams show: {@code GET /api/pictures?stream=ID} says what there is, {@code GET /api/picture?stream=ID&epoch=E&at=MICROS} gives one, {@code GET /api/moment?stream=ID&at=MICROS&clock=WALL} finds one, {@code GET /api/reconstruction?stream=ID&epoch=E&at=MICROS&tokens=N} makes one of what was kept. */
final class PictureApi {
    private static final Logger LOG = LoggerFactory.getLogger(PictureApi.class);
    private static final int MOST_STREAMS = 64;
    private static final int MOST_TOKENS = 1 << 16;
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

    void moment(Context context) {
        String stream = stream(context);
        Clock clock = "WALL".equals(context.queryParam("clock")) ? Clock.WALL : Clock.MEDIA;
        long atMicros = whole(context, "at");
        try {
            PictureViews.Picture picture = Optional.of(stream)
                    .filter(Caller.of(context).scope()::sees)
                    .flatMap(seen -> pictures.moment(seen, clock, atMicros))
                    .orElseThrow(() -> gone("no picture of about this moment is kept any more"));
            json.send(context, 200, Map.of("picture", picture));
        } catch (PictureFollower.Busy e) {
            throw busy("others look for pictures of the past at this moment");
        } catch (KafkaException e) {
            LOG.warn("looking for a picture", e);
            throw new ApiError(
                    503,
                    "BROKER_UNREACHABLE",
                    "the topic of pictures could not be read",
                    "the broker",
                    "check that the broker runs and has the pipeline's topics (winnow doctor), then ask again");
        }
    }

    void picture(Context context) {
        String stream = stream(context);
        long epoch = whole(context, "epoch");
        long at = whole(context, "at");
        byte[] jpeg = Optional.of(stream)
                .filter(Caller.of(context).scope()::sees)
                .flatMap(seen -> pictures.jpeg(seen, epoch, at))
                .orElseThrow(
                        () -> gone(
                                "this picture is not among the newest of its stream, and nobody was told of it within a minute"));
        send(context, jpeg);
    }

    void reconstruction(Context context) {
        String stream = stream(context);
        long epoch = whole(context, "epoch");
        long at = whole(context, "at");
        int tokens = new Query(context).whole("tokens", 1, MOST_TOKENS).orElse(MOST_TOKENS);
        Caller caller = Caller.of(context);
        try {
            byte[] jpeg = Optional.of(stream)
                    .filter(caller.scope()::sees)
                    .flatMap(seen -> pictures.reconstruction(caller.key(), seen, epoch, at, tokens))
                    .orElseThrow(
                            () -> gone(
                                    "no tokens of this frame are among the newest of its stream, and nobody was told of it within a minute"));
            send(context, jpeg);
        } catch (PictureFollower.Impossible e) {
            throw new ApiError(
                    404,
                    "NO_DECODER",
                    String.valueOf(e.getMessage()),
                    stream,
                    "show what was kept on its picture instead, as GET /api/pictures tells it");
        } catch (PictureFollower.Busy e) {
            throw busy("pictures of tokens are being made, one for each key and four in all");
        }
    }

    private static void send(Context context, byte[] jpeg) {
        // Pictures are personal: no proxy keeps them, and no browser for another session or a run that begins anew.
        context.header("Vary", "Authorization, Cookie");
        context.header("Cache-Control", "private, max-age=5");
        context.contentType("image/jpeg").result(jpeg);
    }

    private static ApiError busy(String what) {
        return new ApiError(503, "BUSY", what, "the gateway", "ask again in a moment", Map.of("Retry-After", "1"));
    }

    private static String stream(Context context) {
        return Optional.ofNullable(context.queryParam(STREAM))
                .orElseThrow(() -> refused("no stream is named", "name one by stream=ID"));
    }

    private static ApiError gone(String what) {
        return new ApiError(404, "NO_PICTURE", what, "the address", "GET /api/pictures says which there are");
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
