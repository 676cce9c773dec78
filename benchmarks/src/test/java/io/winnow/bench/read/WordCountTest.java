package io.winnow.bench.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.Installation;
import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.read.ReadOptions;
import io.winnow.read.ReadRequest;
import io.winnow.read.Reader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordCountTest {
    private static final int WORDS = 3;

    @TempDir
    Path folder;

    @Test
    void everyAnswerHasTheWordsThatWereAskedFor() throws IOException {
        ReadOptions options = ReadOptions.defaults().withContextTokens(Windows.FRAMES * Windows.CELLS);
        Bundle bundle = WordCount.of(Bundle.open(Installation.models().resolve(options.bundle())), WORDS, folder);
        try (Reader reader = Reader.open(bundle, EngineOptions.defaults(), options)) {
            ReadRequest request = new ReadRequest(new Windows(bundle).context(reader), "what is this");
            assertThat(request.context().tokens()).isEqualTo(Windows.FRAMES * Windows.CELLS);
            assertThat(reader.answers(List.of(request)).get(0).words()).isEqualTo(WORDS);
        }
    }
}
