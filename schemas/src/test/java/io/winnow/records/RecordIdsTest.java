package io.winnow.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecordIdsTest {

    @Test
    void aTokensIdIsTheHashOfItsFieldsEachWithItsLength() throws Exception {
        ByteBuffer fields = ByteBuffer.allocate(100);
        for (String text : List.of("token", "run", "digest", "strëam")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            fields.putInt(bytes.length).put(bytes);
        }
        fields.putLong(7).putLong(-9).flip();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(fields);
        assertThat(RecordIds.token("run", "digest", "strëam", 7, -9))
                .hasToString(HexFormat.of().formatHex(sha256.digest()).substring(0, 32));
    }

    @Test
    void staysTheSameForever() {
        assertThat(RecordIds.token("run", "digest", "stream", 1, 2))
                .hasToString(RecordIds.token("run", "digest", "stream", 1, 2).toString());
        assertThat(RecordId.parse("00ff00000000000100000000000000fe"))
                .isEqualTo(new RecordId(0x00ff000000000001L, 0xfe));
    }

    @Property
    void anyChangedFieldIsAnotherId(@ForAll long epoch, @ForAll long seq) {
        RecordId id = RecordIds.token("run", "digest", "stream", epoch, seq);
        assertThat(List.of(
                        RecordIds.token("run2", "digest", "stream", epoch, seq),
                        RecordIds.token("run", "digest2", "stream", epoch, seq),
                        RecordIds.token("run", "digest", "stream2", epoch, seq),
                        RecordIds.token("rundigest", "", "stream", epoch, seq),
                        RecordIds.token("run", "digest", "stream", epoch + 1, seq),
                        RecordIds.token("run", "digest", "stream", epoch, seq + 1),
                        RecordIds.answer("run", "digest", "stream", "", seq)))
                .doesNotContain(id)
                .doesNotHaveDuplicates();
    }

    @Property
    void theOrderOfParentsMatters(@ForAll long a, @ForAll long b) {
        RecordId first = new RecordId(a, b);
        RecordId second = new RecordId(a, ~b);
        assertThat(RecordIds.derived("run", "digest", List.of(first, second)))
                .isNotEqualTo(RecordIds.derived("run", "digest", List.of(second, first)))
                .isNotEqualTo(RecordIds.derived("run", "digest", List.of(first)));
    }
}
