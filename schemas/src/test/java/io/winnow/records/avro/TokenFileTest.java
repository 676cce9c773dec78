package io.winnow.records.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.records.SampleRecords;
import io.winnow.records.TokenRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    private static final int HEADER = 5;

    @TempDir
    Path folder;

    private Path written(TokenRecord... records) throws IOException {
        Path file = folder.resolve("records.tokens");
        try (TokenFile.Writer writer = TokenFile.write(file)) {
            for (TokenRecord record : records) {
                writer.add(record);
            }
        }
        return file;
    }

    private static List<TokenRecord> read(Path file) throws IOException {
        List<TokenRecord> records = new ArrayList<>();
        try (TokenFile.Reader reader = TokenFile.read(file)) {
            for (Optional<TokenRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                records.add(next.get());
            }
        }
        return records;
    }

    private Path changed(int at, int value) throws IOException {
        Path file = written(SampleRecords.tokenRecord(), SampleRecords.clip());
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] = (byte) value;
        return Files.write(file, bytes);
    }

    @Test
    void holdsRecordsInTheirOrder() throws IOException {
        Path file = written(SampleRecords.tokenRecord(), SampleRecords.clip());
        assertThat(TokenFile.is(file)).isTrue();
        assertThat(read(file)).containsExactly(SampleRecords.tokenRecord(), SampleRecords.clip());
        assertThat(read(written())).isEmpty();
    }

    @Test
    void isMarkVersionAndThenEachRecordAfterItsLength() throws IOException {
        byte[] record = RecordCodecs.TOKEN_RECORD.encode(SampleRecords.clip());
        byte[] bytes = Files.readAllBytes(written(SampleRecords.clip()));
        assertThat(Arrays.copyOf(bytes, HEADER)).isEqualTo(new byte[] {'W', 'N', 'T', 'K', 1});
        assertThat(Arrays.copyOfRange(bytes, HEADER, HEADER + 4))
                .isEqualTo(new byte[] {0, 0, (byte) (record.length >> 8), (byte) record.length});
        assertThat(Arrays.copyOfRange(bytes, HEADER + 4, bytes.length)).isEqualTo(record);
    }

    @Test
    void anythingElseIsNoTokenFile() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "WN");
        assertThat(TokenFile.is(text)).isFalse();
        assertThatThrownBy(() -> read(text)).hasMessageContaining("is no file of token records");
    }

    @Test
    void aNewerVersionIsRefused() throws IOException {
        Path file = changed(4, 2);
        assertThatThrownBy(() -> read(file)).hasMessageContaining("version 2").hasMessageContaining("use a newer one");
    }

    @Test
    void aRecordOfANewerVersionIsRefused() throws IOException {
        Path file = changed(HEADER + 4 + 2, 0x77);
        assertThatThrownBy(() -> read(file)).hasMessageContaining("record 1").hasMessageContaining("newer version");
    }

    @Test
    void aDamagedRecordIsNamed() throws IOException {
        assertThatThrownBy(() -> read(changed(HEADER + 4, 0)))
                .hasMessageContaining("record 1")
                .hasMessageContaining("no token record");
        assertThatThrownBy(() -> read(changed(HEADER, 0xff))).hasMessageContaining("a length of 42");
    }

    @Test
    void aFileThatIsCutAnywhereIsNamedOrShorter() throws IOException {
        byte[] whole = Files.readAllBytes(written(SampleRecords.clip(), SampleRecords.clip()));
        int second = HEADER + (whole.length - HEADER) / 2;
        for (int length = HEADER; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            if (length == HEADER || length == second) {
                assertThat(read(cut)).hasSize(length == HEADER ? 0 : 1);
            } else {
                assertThatThrownBy(() -> read(cut))
                        .isInstanceOf(TokenFileException.class)
                        .hasMessageContaining("record " + (cut.toFile().length() < second ? 1 : 2) + " of")
                        .hasMessageContaining("ends in the middle");
            }
        }
    }
}
