package io.winnow.model;

import java.util.Map;

/** A function that ONNX Runtime runs. */
final class OnnxGraph implements Graph {
    private static final Shared<OnnxSession.Key, OnnxSession> SESSIONS = new Shared<>();

    private final GraphSpec spec;
    private final Shared<OnnxSession.Key, OnnxSession>.Lease lease;

    private OnnxGraph(GraphSpec spec, Shared<OnnxSession.Key, OnnxSession>.Lease lease) {
        this.spec = spec;
        this.lease = lease;
    }

    static OnnxGraph open(Bundle bundle, GraphSpec spec, EngineKind kind, EngineOptions options) {
        OnnxSession.Key key = new OnnxSession.Key(
                bundle.digest(),
                spec.function(),
                options.device(),
                options.threads(),
                bundle.file(spec.file(kind)),
                bundle.manifest().role() == Manifest.Role.READER,
                EngineKind.ONNX_INT8.unfit(Processor.here()).isPresent());
        return new OnnxGraph(spec, SESSIONS.lease(key, OnnxSession::open));
    }

    /** Sessions open in this process. */
    static int sessions() {
        return SESSIONS.open();
    }

    @Override
    public GraphSpec spec() {
        return spec;
    }

    @Override
    public Binding bind(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
        spec.check(inputs, outputs);
        return OnnxBinding.bind(lease.value().session(), spec, inputs, outputs);
    }

    @Override
    public void close() {
        lease.close();
    }
}
