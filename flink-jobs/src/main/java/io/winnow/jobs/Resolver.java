package io.winnow.jobs;

import io.winnow.jobs.definition.DefinitionException;
import io.winnow.jobs.definition.FlinkOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.SourceDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.run.MemoryPlan;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.model.Bundle;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens a pipeline's bundles, checks that they fit each other and its stages, and derives what follows from them: digests and memory. */
public final class Resolver {
    private final Path models;

    /** With the installation's bundles. */
    public Resolver() {
        this(Installation.models());
    }

    /**
     * With bundles of one's own.
     *
     * @param models folder that names of bundles are looked for in; a bundle can be given as a path too
     */
    public Resolver(Path models) {
        this.models = models;
    }

    /**
     * Resolves a pipeline.
     *
     * @throws PipelineFailure where a bundle cannot be read
     * @throws DefinitionException where bundles and stages do not fit, or the machine has too little memory
     */
    public ResolvedPipeline resolve(PipelineDefinition definition) {
        return resolve(definition, checked(definition));
    }

    /**
     * Resolves a part of a pipeline that is run by itself, inside the command.
     *
     * @param first of its stages
     * @param folder for its run
     * @throws PipelineFailure where a bundle cannot be read
     * @throws DefinitionException where bundles and stages do not fit, those before the part included, or the machine has too little memory
     */
    public ResolvedPipeline resolve(PipelineDefinition whole, Stage first, String folder) {
        if (first == Stage.PRUNE) {
            checked(whole);
        }
        PipelineDefinition part = whole.from(first, folder);
        return resolve(part, checked(part));
    }

    private UsedBundles checked(PipelineDefinition definition) {
        Optional<Bundle> tokenizer = definition.has(Stage.TOKENIZE)
                ? Optional.of(
                        open(definition.tokenize().bundle(), tokenizerRole(definition), definition, "tokenize.bundle"))
                : Optional.empty();
        Optional<Bundle> reader = definition.needsReader()
                ? Optional.of(open(definition.read().bundle(), Manifest.Role.READER, definition, "read.bundle"))
                : Optional.empty();
        UsedBundles bundles = new UsedBundles(tokenizer, reader);
        BundleCheck.check(definition, bundles);
        return bundles;
    }

    private static ResolvedPipeline resolve(PipelineDefinition definition, UsedBundles bundles) {
        MemoryPlan memory = MemoryPlan.of(
                bundles.peakBytes(), children(definition), definition.decode().memoryBytes());
        if (definition.flink().rest().isEmpty()) {
            memory.check(available(definition.flink()), definition.where("flink.memory"));
        }
        Canonical canonical = new Canonical(definition, bundles);
        return new ResolvedPipeline(definition, bundles, canonical.computeDigests(), memory, canonical.values());
    }

    /** Attention is a bundle of its own kind; every other tokenizer's cells or tokens are those of single pictures. */
    private static Manifest.Role tokenizerRole(PipelineDefinition definition) {
        return definition.tokenize().attends() ? Manifest.Role.CLIP_TOKENIZER : Manifest.Role.IMAGE_TOKENIZER;
    }

    private Bundle open(String name, Manifest.Role role, PipelineDefinition definition, String key) {
        Path folder = models.resolve(name);
        Bundle bundle;
        try {
            bundle = Bundle.open(folder);
        } catch (ModelException e) {
            throw new PipelineFailure(
                    "BAD_BUNDLE",
                    3,
                    String.valueOf(e.getMessage()),
                    folder.toString(),
                    "Choose another with " + key + "; winnow models list shows those that there are.",
                    e);
        }
        if (bundle.manifest().role() != role) {
            throw new DefinitionException(
                    "BAD_BUNDLE_ROLE",
                    "the bundle " + name + " is of the role "
                            + bundle.manifest().role().word() + ", and " + key + " needs " + role.word(),
                    definition.where(key),
                    "winnow models list shows bundles with their roles.");
        }
        return bundle;
    }

    /** Each source that may go on for as long as it likes has a child of its own, the others share some. */
    private static int children(PipelineDefinition definition) {
        if (!definition.has(Stage.TOKENIZE) || definition.decode().inProcess()) {
            return 0;
        }
        List<SourceDefinition> sources = definition.sources();
        int own = (int) sources.stream()
                .filter(source -> source.mayBeLive() || source.grows())
                .count();
        boolean all = own > 0 && sources.stream().allMatch(source -> source.live() || source.grows());
        int shared = definition.decode().childrenOn(Runtime.getRuntime().availableProcessors());
        return own + (all ? 0 : shared);
    }

    /** What the pipeline may take of this machine. */
    private static long available(FlinkOptions flink) {
        if (flink.memoryBytes() > 0) {
            return flink.memoryBytes();
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine) {
            return machine.getTotalMemorySize() / 4 * 3;
        }
        return Long.MAX_VALUE;
    }
}
