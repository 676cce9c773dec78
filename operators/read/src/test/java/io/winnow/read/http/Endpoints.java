package io.winnow.read.http;

import io.winnow.net.AddressKind;
import io.winnow.records.Clock;
import io.winnow.records.Preview;
import io.winnow.records.Span;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;

/** Options and pictures for tests of endpoints. */
public final class Endpoints {
    private Endpoints() {}

    /** An impatient user of an endpoint on loopback, without a key. */
    public static EndpointOptions at(String url) {
        return with(url, "", List.of(AddressKind.LOOPBACK), patience(Duration.ofSeconds(20), 0, 100));
    }

    static EndpointOptions with(String url, String keyFile, List<AddressKind> allow, Patience patience) {
        return new EndpointOptions(url, "see-1", keyFile, allow, Wording.defaults(), patience, 0.5, 2);
    }

    static Patience patience(Duration timeout, int retries, int breakerCalls) {
        return new Patience(
                Duration.ofSeconds(5),
                timeout,
                retries,
                Duration.ofMillis(1),
                Duration.ofSeconds(2),
                breakerCalls,
                Duration.ofSeconds(2),
                2,
                1 << 16);
    }

    /** Pictures of a stream at these times. */
    public static List<Preview> pictures(Clock clock, long... startMicros) {
        return LongStream.of(startMicros)
                .mapToObj(start -> picture(clock, start))
                .toList();
    }

    private static Preview picture(Clock clock, long start) {
        BufferedImage image = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 4, Color.ORANGE.getRGB());
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Preview("run-1", "door", 0, new Span(start, start, clock), 32, 24, jpeg.toByteArray(), 0);
    }
}
