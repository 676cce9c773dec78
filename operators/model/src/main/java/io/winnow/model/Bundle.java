package io.winnow.model;

import io.winnow.records.BundleRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A model as a folder, checked: every file has the hash that the manifest lists, and every graph the opset, names, types and shapes.
 *
 * @param folder it lies in
 * @param manifest what it says of itself
 * @param digest sha256 over its files' hashes and the manifest's, 64 hexadecimal digits
 * @param encoder the bundle beside it whose vectors its graphs take, where it has no encoder of its own
 */
public record Bundle(Path folder, Manifest manifest, String digest, Optional<Bundle> encoder) {

    /**
     * Opens a bundle, and the one that it refers to. Reads every file once.
     *
     * @param folder with {@code bundle.yaml}
     * @throws ModelException that says which file is wrong, how, and what to do
     */
    public static Bundle open(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        Manifest manifest = ManifestReader.read(absolute);
        BundleFiles.check(absolute, manifest);
        manifest.graphs().values().forEach(spec -> GraphCheck.check(absolute, spec));
        Optional<Bundle> encoder = manifest.encoder().map(named -> encoder(absolute, named));
        return new Bundle(absolute, manifest, BundleFiles.digest(absolute, manifest.files()), encoder);
    }

    /** The bundle that a manifest refers to: no other of its name, and none that refers to a further one. */
    private static Bundle encoder(Path folder, Manifest.Encoder named) {
        Path beside = folder.resolveSibling(named.bundle());
        if (!Files.isRegularFile(beside.resolve(ManifestReader.FILE))) {
            throw new ModelException("the bundle " + folder + " needs the bundle " + named.bundle()
                    + " beside it, which is not there: fetch that too");
        }
        if (ManifestReader.read(beside).encoder().isPresent()) {
            throw new ModelException("the bundle " + folder + " takes the vectors of " + named.bundle()
                    + ", which has no encoder of its own: fetch the bundle again");
        }
        Bundle encoder = open(beside);
        if (!encoder.digest().equals(named.digest())) {
            throw new ModelException("the bundle " + folder + " was made for "
                    + new BundleRef(named.bundle(), named.digest()) + ", and " + encoder.ref()
                    + " lies beside it: fetch both again");
        }
        return encoder;
    }

    public BundleRef ref() {
        return new BundleRef(manifest.name(), digest);
    }

    /** A file of the bundle by its path inside. */
    public Path file(String path) {
        return folder.resolve(path);
    }

    /**
     * What the manifest says of a function.
     *
     * @throws ModelException where the bundle has no such function
     */
    public GraphSpec spec(String function) {
        return Optional.ofNullable(manifest.graphs().get(function))
                .orElseThrow(() ->
                        new ModelException("the bundle " + manifest.name() + " has no function " + function + " but "
                                + manifest.graphs().keySet().stream().sorted().toList()
                                + ": choose a bundle of another role"));
    }

    /** How it can be computed, the reference first. */
    public Set<EngineKind> engines() {
        EnumSet<EngineKind> engines = EnumSet.of(EngineKind.ONNX_FP32);
        manifest.graphs().values().forEach(spec -> engines.addAll(spec.forms().keySet()));
        return Collections.unmodifiableSet(engines);
    }

    /** The engine that options choose for a function of this bundle. */
    private EngineKind engine(GraphSpec spec, EngineOptions options) {
        if (manifest.role() != Manifest.Role.READER) {
            return EngineKind.ONNX_FP32;
        }
        EngineKind kind = options.reader();
        if (kind == EngineKind.AUTO) {
            if (!spec.forms().isEmpty()) {
                throw new IllegalStateException(
                        "an engine must be chosen before " + spec.function() + " of " + ref() + " is opened");
            }
            return EngineKind.ONNX_FP32;
        }
        if (!engines().contains(kind)) {
            throw new ModelException("the bundle " + manifest.name() + " has no engine " + kind.word() + " but "
                    + engines().stream().map(EngineKind::word).toList() + ": choose one of these as engine.reader");
        }
        return kind;
    }

    /**
     * A function ready to run. Its session is shared by everyone in the process who asks for the same function of the same bundle with the same options; each closes what it was given.
     *
     * @throws ModelException where the engine cannot load it, or lacks the device
     */
    public Graph graph(String function, EngineOptions options) {
        GraphSpec spec = spec(function);
        EngineKind kind = engine(spec, options);
        if (kind == EngineKind.TORCH_BF16 && spec.forms().containsKey(kind)) {
            return TorchGraph.open(this, spec, kind, options);
        }
        return switch (spec.engine()) {
            case ONNX -> OnnxGraph.open(this, spec, kind, options);
            case TORCHSCRIPT ->
                throw new ModelException("the function " + function + " of " + manifest.name()
                        + " is written for torchscript, which this version of Winnow runs beside an onnx form alone:"
                        + " use an onnx bundle");
        };
    }
}
