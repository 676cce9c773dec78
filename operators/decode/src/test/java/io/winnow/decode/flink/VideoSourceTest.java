package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.PictureSize;
import io.winnow.decode.SourceAddress;
import io.winnow.frames.flink.DecodedTypeInfo;
import io.winnow.records.StageContext;
import java.util.List;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class VideoSourceTest {

    private static VideoSource source(SourceAddress... sources) {
        return new VideoSource(
                List.of(sources),
                DecodeOptions.defaults(),
                new PictureSize(224, 224),
                new StageContext("run", "pipeline", "decode", "digest"));
    }

    @Test
    void twoSourcesOfOneIdAreRefused() {
        assertThatThrownBy(() -> source(new SourceAddress("a", "/1.mp4", ""), new SourceAddress("a", "/2.mp4", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two sources have the id a");
    }

    @Test
    void aPolicyThatIsNoneIsRefusedBeforeTheRun() {
        assertThatThrownBy(() -> source(new SourceAddress("a", "/1.mp4", "often")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'often' is no frame policy");
    }

    @Test
    void framesStayInTheirTaskChain() {
        assertThat(source(new SourceAddress("a", "/1.mp4", "")).getProducedType())
                .isEqualTo(DecodedTypeInfo.INSTANCE);
    }

    @Test
    void itTravelsToTheCluster() throws Exception {
        VideoSource source = source(new SourceAddress("a", "/1.mp4", "fps(1)"), new SourceAddress("b", "-", ""));
        byte[] bytes = InstantiationUtil.serializeObject(source);
        Object arrived = InstantiationUtil.deserializeObject(bytes, getClass().getClassLoader());
        assertThat(arrived).isInstanceOf(VideoSource.class);
    }
}
