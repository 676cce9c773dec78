package io.winnow.cli.doctor;

import io.winnow.cli.command.ExitStatus;
import io.winnow.decode.PictureSize;
import io.winnow.decode.process.DecoderPool;
import io.winnow.decode.process.DecoderStartException;
import io.winnow.decode.process.PoolOptions;
import io.winnow.decode.process.Sandbox;

/** Whether a decoding process starts, and what confines it. */
final class DecoderChecks {
    private static final PictureSize SIZE = new PictureSize(224, 224);

    private DecoderChecks() {}

    static Outcome run() {
        try (DecoderPool pool = DecoderPool.open(PoolOptions.of(SIZE))) {
            Sandbox sandbox = pool.sandbox();
            return sandbox.complete()
                    ? Outcome.ok("decoders", "a decoder starts, without a network and with its memory limited")
                    : Outcome.warning(
                            "decoders",
                            "a decoder starts, but is not fully confined: " + sandbox.why(),
                            "Allow it for media that strangers send; decode.sandbox: require refuses without.");
        } catch (DecoderStartException e) {
            return Outcome.failed(
                    "decoders",
                    ExitStatus.UNREACHABLE,
                    String.valueOf(e.getMessage()),
                    "See ~/.winnow/log/winnow.log for what FFmpeg's process said.");
        }
    }
}
