package io.winnow.model.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.winnow.model.Bundle;
import io.winnow.model.BundleFiles;
import io.winnow.model.ExternalWeight;
import io.winnow.model.ModelException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a bundle of a published architecture and the checkpoint that a user has of it. */
public final class Conversion {
    private static final String BEGUN = ".begun";

    private Conversion() {}

    /**
     * Converts. Which variant of the system it is shows in the files' keys and shapes.
     *
     * @param architectures folder of the architectures that Winnow ships
     * @param system whose
     * @param files of the checkpoint, in any order
     * @param out a folder that is new or empty; nothing is left in it where this fails
     * @param told what is done next, in a few words; large checkpoints take minutes
     * @return the bundle, opened
     * @throws ModelException that says which file or which keys are wrong
     */
    public static Bundle convert(Path architectures, String system, List<Path> files, Path out, Consumer<String> told) {
        return convert(architectures, system, files, Optional.empty(), out, told);
    }

    /**
     * Converts what may take the cells of another bundle.
     *
     * @param architectures folder of the architectures that Winnow ships
     * @param system whose
     * @param files of the checkpoint, in any order
     * @param encoder the bundle beside {@code out} that makes the cells, for a system that sees no pictures
     * @param out a folder that is new or empty; nothing is left in it where this fails
     * @param told what is done next, in a few words; large checkpoints take minutes
     * @return the bundle, opened
     * @throws ModelException that says which file or which keys are wrong, or why the encoder does not fit
     */
    public static Bundle convert(
            Path architectures,
            String system,
            List<Path> files,
            Optional<Bundle> encoder,
            Path out,
            Consumer<String> told) {
        List<Published> variants = Published.variants(architectures, system);
        List<String> states = variants.stream()
                .flatMap(variant -> variant.states().stream())
                .distinct()
                .toList();
        List<Checkpoint> checkpoints = new ArrayList<>();
        try {
            files.forEach(file -> checkpoints.add(Checkpoint.open(file, states)));
            Matching.Matched matched = Matching.of(variants, checkpoints);
            Published joined = joined(matched.published(), encoder, out);
            return write(joined, matched.tensors(), files, out, told);
        } finally {
            checkpoints.forEach(Checkpoint::close);
        }
    }

    private static Published joined(Published published, Optional<Bundle> encoder, Path out) {
        boolean needed = ForeignCells.needed(published.bundle());
        if (encoder.isPresent() && !needed) {
            throw new ModelException(
                    "the system " + published.system() + " has an encoder of its own: leave --encoder out");
        }
        encoder.ifPresent(bundle -> ForeignCells.join(published.bundle(), bundle, out));
        return published;
    }

    /** Written beside it and renamed, so that one that is ended in the middle is no bundle and in nobody's way. */
    private static Bundle write(
            Published published,
            Map<ExternalWeight, StoredTensor> tensors,
            List<Path> files,
            Path out,
            Consumer<String> told) {
        requireEmpty(out);
        long numbers =
                tensors.values().stream().mapToLong(StoredTensor::elements).sum();
        told.accept(String.format(
                Locale.ROOT,
                "writing %d tensors of %s %s, %.1f MB",
                tensors.size(),
                published.system(),
                published.variant(),
                numbers * Float.BYTES / 1e6));
        Path whole = out.toAbsolutePath().normalize();
        Path begun = whole.resolveSibling(whole.getFileName() + BEGUN);
        clear(begun);
        try {
            Files.createDirectories(begun);
            for (String graph : published.graphs()) {
                Files.copy(published.folder().resolve(graph), begun.resolve(graph));
            }
            for (Map.Entry<ExternalWeight, StoredTensor> entry : tensors.entrySet()) {
                write(entry.getKey(), entry.getValue(), begun);
            }
            told.accept("hashing what was read and written");
            writeManifest(published, files, begun, String.valueOf(whole.getFileName()));
            told.accept("looking at the bundle once more");
            Bundle bundle = Bundle.open(begun);
            Files.move(begun, whole, StandardCopyOption.ATOMIC_MOVE);
            return new Bundle(whole, bundle.manifest(), bundle.digest(), bundle.encoder());
        } catch (ModelException e) {
            clear(begun);
            throw e;
        } catch (IOException e) {
            clear(begun);
            throw new ModelException(
                    "the bundle " + out + " cannot be written: " + e.getMessage()
                            + ". It needs room for four bytes a number",
                    e);
        }
    }

    private static void requireEmpty(Path out) {
        if (!Files.exists(out)) {
            return;
        }
        try (Stream<Path> inside = Files.list(out)) {
            if (inside.findAny().isEmpty()) {
                return;
            }
        } catch (IOException e) {
            throw new ModelException("the bundle cannot be written to " + out + ": name a folder that is new", e);
        }
        throw new ModelException("there is something in " + out + " already: name a folder that is new or empty");
    }

    private static void write(ExternalWeight weight, StoredTensor tensor, Path out) throws IOException {
        Path file = out.resolve(weight.location());
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            tensor.writeFloats(channel);
        }
    }

    private static void writeManifest(Published published, List<Path> files, Path out, String name) throws IOException {
        ObjectNode manifest = published.bundle().deepCopy();
        String origins = files.stream()
                .map(file -> file.getFileName() + " (sha256 " + BundleFiles.sha256(file) + ")")
                .collect(Collectors.joining(", "));
        manifest.put("name", name);
        manifest.put("provenance", manifest.get("provenance").asText() + ": " + origins);
        ObjectNode hashes = manifest.putObject("files");
        BundleFiles.hashes(out).forEach(hashes::put);
        YAMLMapper yaml = new YAMLMapper();
        yaml.disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER);
        yaml.writeValue(out.resolve("bundle.yaml").toFile(), manifest);
    }

    private static void clear(Path out) {
        if (!Files.exists(out)) {
            return;
        }
        try (Stream<Path> all = Files.walk(out)) {
            List<Path> deepestFirst = all.sorted((a, b) -> b.compareTo(a)).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new ModelException("what was begun in " + out + " cannot be removed: remove it yourself", e);
        }
    }
}
