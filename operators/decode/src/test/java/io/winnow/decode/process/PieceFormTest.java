package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.decode.EncodedPieces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PieceFormTest {

    @Test
    void whatEncodersMakeIsTold(@TempDir Path folder) throws IOException {
        assertThat(PieceForm.of(EncodedPieces.of(folder, 1, "mpegts").get(0))).isEqualTo(PieceForm.TRANSPORT_STREAM);
        byte[] fragments = EncodedPieces.of(folder, 1, "fmp4").get(0);
        assertThat(PieceForm.of(fragments)).isEqualTo(PieceForm.FRAGMENTS);
        // Cut off, it still says what it was to be.
        assertThat(PieceForm.of(Arrays.copyOf(fragments, fragments.length - 1_000)))
                .isEqualTo(PieceForm.FRAGMENTS);
    }

    private static byte[] boxes(String... names) {
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        for (String name : names) {
            piece.writeBytes(ByteBuffer.allocate(12)
                    .putInt(12)
                    .put(name.getBytes(StandardCharsets.US_ASCII))
                    .putInt(0)
                    .array());
        }
        return piece.toByteArray();
    }

    @Test
    void aWholeFileAndFragmentsWithoutAHeaderAreRefused() throws IOException {
        assertThat(PieceForm.of(boxes("ftyp", "moov", "moof", "mdat"))).isEqualTo(PieceForm.FRAGMENTS);
        assertThatThrownBy(() -> PieceForm.of(boxes("ftyp", "moov", "mdat")))
                .hasMessageStartingWith("its piece is a whole MP4");
        assertThatThrownBy(() -> PieceForm.of(boxes("styp", "moof", "mdat")))
                .hasMessageStartingWith("its piece of MP4 has no header");
    }

    @Test
    void aBoxWithALongSizeIsPassed() throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(16 + 12 + 12 + 12)
                .putInt(1)
                .put("ftyp".getBytes(StandardCharsets.US_ASCII))
                .putLong(16);
        piece.put(boxes("moov", "moof", "mdat"));
        assertThat(PieceForm.of(piece.array())).isEqualTo(PieceForm.FRAGMENTS);
    }

    @Property(tries = 300)
    void anyBytesAreToldOrRefusedInASentence(@ForAll byte[] bytes) {
        try {
            assertThat(PieceForm.of(bytes)).isNotNull();
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("its piece ");
        }
    }
}
