package io.winnow.jobs;

import io.winnow.frames.Decoded;
import io.winnow.frames.flink.DecodedTypeInfo;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.graph.StreamingJobGraphGenerator;

/** Refuses a job whose frames would leave their task: pictures stay in memory, only ids travel. */
final class FrameEdge {
    private FrameEdge() {}

    static void check(StreamGraph graph) {
        Class<?> frames = serializer().getClass();
        for (StreamNode node : graph.getStreamNodes()) {
            if (!frames.isInstance(node.getTypeSerializerOut())) {
                continue;
            }
            for (StreamEdge edge : node.getOutEdges()) {
                if (!StreamingJobGraphGenerator.isChainable(edge, graph)) {
                    throw new IllegalStateException("frames would travel from " + node.getOperatorName() + " to "
                            + graph.getStreamNode(edge.getTargetId()).getOperatorName()
                            + "; decode and tokenize must be one task: give both the same parallelism and leave"
                            + " pipeline.operator-chaining.enabled alone");
                }
            }
        }
    }

    private static TypeSerializer<Decoded> serializer() {
        return DecodedTypeInfo.INSTANCE.createSerializer(new SerializerConfigImpl());
    }
}
