package io.winnow.decode.stream;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.LiveAddress;
import io.winnow.decode.LiveOptions;
import io.winnow.decode.PictureSize;
import io.winnow.decode.process.DecodeInput;
import io.winnow.decode.process.DecodeLimits;
import io.winnow.decode.process.DecodeRequest;
import io.winnow.decode.process.DecodeSession;
import io.winnow.decode.process.Decoders;
import io.winnow.decode.process.ResumePoint;
import io.winnow.decode.process.Sampling;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Opens the items of streams at one pool of decoders. */
final class Sessions {
    private static final Duration ENDLESS = Duration.ofDays(36_500);

    private final Decoders decoders;
    private final DecodeOptions options;
    private final PictureSize size;

    Sessions(Decoders decoders, DecodeOptions options, PictureSize size) {
        this.decoders = decoders;
        this.options = options;
        this.size = size;
    }

    DecodeSession open(StreamPlan plan, int item, ResumePoint from) {
        return decoders.open(
                new DecodeRequest(input(plan, item), sampling(plan), from, size, limits(plan), options.threads()));
    }

    private DecodeInput input(StreamPlan plan, int item) {
        StreamInput input = plan.input();
        if (input instanceof StreamInput.Web web) {
            return new DecodeInput.Web(URI.create(web.url()));
        }
        if (input instanceof StreamInput.Live live) {
            LiveOptions keeping = options.live();
            return LiveAddress.input(live.address(), keeping.rtspTransport(), keeping.stall(), keeping.behind());
        }
        if (input instanceof StreamInput.Growing growing) {
            return new DecodeInput.GrowingFile(
                    Path.of(growing.path()), options.live().stall());
        }
        if (input instanceof StreamInput.StandardInput) {
            return new DecodeInput.Piped(input.shown(item), StandardStream.take(plan.stream()));
        }
        return new DecodeInput.LocalFile(Path.of(input.shown(item)));
    }

    /** What runs for weeks may have as many frames as it brings. */
    private DecodeLimits limits(StreamPlan plan) {
        DecodeLimits limits = options.limits();
        return plan.lasting() ? new DecodeLimits(limits.pixels(), Long.MAX_VALUE, ENDLESS, limits.stall()) : limits;
    }

    /** Pictures are chosen by their stream's clock, of which a decoder knows nothing. */
    private static Sampling sampling(StreamPlan plan) {
        return plan.pictures() ? new Sampling.KeepAll() : Sampling.of(plan.policy());
    }
}
