package io.winnow.frames.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.frames.Decoded;
import io.winnow.frames.FrameEvent;
import io.winnow.records.StreamEvent;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class DecodedTypeInfoTest {
    private final TypeSerializer<Decoded> serializer =
            DecodedTypeInfo.INSTANCE.createSerializer(new SerializerConfigImpl());
    private final Decoded decoded = new FrameEvent("s", 0, StreamEvent.Kind.IDLE, "", 0, true, Map.of(), 0);

    @Test
    void handsOnTheReference() {
        assertThat(serializer.copy(decoded)).isSameAs(decoded);
    }

    @Test
    void refusesToWriteWithASentence() {
        assertThatThrownBy(() -> serializer.serialize(decoded, new DataOutputSerializer(8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must be chained");
    }

    @Test
    void shipsToAnotherProcess() throws Exception {
        assertThat(InstantiationUtil.clone(DecodedTypeInfo.INSTANCE)).isEqualTo(DecodedTypeInfo.INSTANCE);
        assertThat(InstantiationUtil.clone(serializer)).isEqualTo(serializer);
    }
}
