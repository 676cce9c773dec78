package io.winnow.decode.worker.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final Live CAMERA = new Live(Live.Transport.RTSP_UDP, "rtsp://me:secret@camera/1", 10_000_000, 5);

    private static Job job(Optional<Live> live) {
        Choice choice = new Choice(Choice.Kind.FPS, 2.5);
        return new Job("näme.mp4", choice, 5, 3, 99, 1_000, 64, 48, true, 1 << 20, 100, 7_000_000, 2, true, live);
    }

    @Test
    void whatIsToldAChildArrives() throws IOException {
        for (ToChild message : List.of(
                new ToChild.Decode(3, job(Optional.empty())),
                new ToChild.Decode(3, job(Optional.of(CAMERA))),
                new ToChild.Cancel(3),
                new ToChild.Freed(7),
                new ToChild.Opened(true, 1L << 40))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ToChildWire.write(Wire.output(bytes), message);
            assertThat(ToChildWire.read(Wire.input(new ByteArrayInputStream(bytes.toByteArray()))))
                    .isEqualTo(message);
        }
    }

    @Test
    void whatAChildSaysArrives() throws IOException {
        for (ToParent message : List.of(
                new ToParent.Ready("8.1"),
                new ToParent.AskOpen(1, "a"),
                new ToParent.AskRead(1, 1L << 40, 4_096),
                new ToParent.AskClose(1),
                new ToParent.Alive(2),
                new ToParent.Format(2, 64, 48, "h264", "mov", "yuv420p", 90, 1, 1, 29.97, 5_000_000, 9),
                new ToParent.Picture(2, 3, 4, 5, 6, 7, 8, true, 9, 10, 11, 12, 13, 14, 15),
                new ToParent.Problem(2, Cause.PACKET, 1, 2),
                new ToParent.Gap(2, 7, true),
                new ToParent.Clock(2, -3_600_000_000L),
                new ToParent.Passed(2, 7, 8, 9),
                new ToParent.End(2, 5, 4, 3, 1),
                new ToParent.Failure(2, Cause.PIXELS, "9x9", 1, 2, 3, 4, 5))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ToParentWire.write(Wire.output(bytes), message);
            assertThat(ToParentWire.read(Wire.input(new ByteArrayInputStream(bytes.toByteArray()))))
                    .isEqualTo(message);
        }
    }

    @Test
    void aLiveAddressIsNotShown() {
        assertThat(job(Optional.of(CAMERA)).toString()).doesNotContain("secret");
    }

    @Property
    void noiseIsRefusedAndNeverTakesMuchMemory(@ForAll byte[] noise) {
        assertThatThrownBy(() -> {
                    var in = Wire.input(new ByteArrayInputStream(noise));
                    while (true) {
                        ToParentWire.read(in);
                    }
                })
                .isInstanceOf(IOException.class);
    }
}
