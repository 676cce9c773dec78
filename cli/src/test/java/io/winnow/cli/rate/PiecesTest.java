package io.winnow.cli.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.BundleRef;
import io.winnow.tokenize.quality.PictureQuality;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private static final BundleRef BUNDLE = new BundleRef("pieces", "ab".repeat(32));

    private static Setting setting(double... psnr) {
        return new Setting(
                BUNDLE,
                OptionalDouble.empty(),
                Arrays.stream(psnr)
                        .mapToObj(each -> new Sample(8, 12, new PictureQuality(each, 0.5, 0.1)))
                        .toList());
    }

    @Test
    void aPictureDipsThatALongerPrefixShowsWorseThanAnyShorter() {
        Pieces pieces = Pieces.of(
                java.util.List.of(
                        setting(10, 10, 10, 10),
                        setting(12, 12, 12, 9.95),
                        setting(11.95, 11.8, 14, 11),
                        setting(13, 12, 13.95, 10.95)),
                7);
        assertThat(pieces.dips()).as("the second alone").isEqualTo(0.25);
        assertThat(pieces.codesInUse()).isEqualTo(7);
    }

    @Test
    void meansAreOverAllPictures() {
        assertThat(setting(10, 20, 33).mean(sample -> sample.quality().psnr())).isEqualTo(21);
        assertThat(setting(10, 20).mean(Sample::bytes)).isEqualTo(12);
    }
}
