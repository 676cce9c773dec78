package io.winnow.model.convert;

import io.winnow.model.ModelException;
import io.winnow.model.SafeTensorsHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a file that PyTorch or safetensors wrote. The format is told by content, not by name.
 *
 * <p>A state dict can be the whole file or a value of it, as {@code {"model": {...}, "optimizer": ...}}: the one with most tensors is taken, unless one has a name that is preferred. Where every key begins with {@code module.}, as
 * data-parallel training leaves it, that is dropped.
 */
final class Checkpoint implements AutoCloseable {
    private static final String WRAPPED = "module.";
    private static final int NESTED = 4;
    private static final int PICKLE_BEGINS = 0x80;

    private final Path file;
    private final SortedMap<String, StoredTensor> tensors;
    private final AutoCloseable source;

    private Checkpoint(Path file, Map<String, StoredTensor> tensors, AutoCloseable source) {
        this.file = file;
        this.tensors = withoutModule(tensors);
        this.source = source;
    }

    /**
     * Opens one. Reads where tensors are, not what they hold.
     *
     * @param states names of state dicts that are preferred to larger ones, such as {@code ema}
     * @throws ModelException that says what is wrong with it
     */
    static Checkpoint open(Path file, List<String> states) {
        try {
            byte[] first = first(file);
            if (first.length >= 2 && first[0] == 'P' && first[1] == 'K') {
                return archive(file, states);
            }
            if (first.length >= 1 && Byte.toUnsignedInt(first[0]) == PICKLE_BEGINS) {
                return new Checkpoint(file, stateDict(TorchStream.read(file), states), () -> {});
            }
            return new Checkpoint(file, safeTensors(file), () -> {});
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw new ModelException(
                    "the checkpoint " + file + " cannot be read: " + e.getMessage()
                            + ". Give files as they were published, by torch.save or safetensors",
                    e);
        }
    }

    private static Checkpoint archive(Path file, List<String> states) throws IOException {
        TorchArchive archive = TorchArchive.open(file);
        try {
            return new Checkpoint(file, stateDict(archive.read(), states), archive);
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private static byte[] first(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? "it is no file" : "there is no such file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(2);
        }
    }

    private static Map<String, StoredTensor> safeTensors(Path file) throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, SafeTensorsHeader.Entry> each :
                SafeTensorsHeader.read(file).entries().entrySet()) {
            SafeTensorsHeader.Entry entry = each.getValue();
            NumberType type = NumberType.ofSafeTensors(entry.type())
                    .orElseThrow(() -> new IOException(each.getKey() + " is of the unknown type " + entry.type()));
            FilePart part = new FilePart(file, entry.start(), entry.end() - entry.start());
            tensors.put(each.getKey(), StoredTensor.dense(part, type, entry.shape()));
        }
        return tensors;
    }

    private static Map<String, StoredTensor> stateDict(Object saved, List<String> states) throws IOException {
        if (saved instanceof Map<?, ?> map) {
            for (String state : states) {
                Map<String, StoredTensor> preferred = largest(map.get(state), NESTED - 1);
                if (!preferred.isEmpty()) {
                    return preferred;
                }
            }
        }
        Map<String, StoredTensor> found = largest(saved, NESTED);
        if (found.isEmpty()) {
            throw new IOException("it holds no state_dict");
        }
        return found;
    }

    private static Map<String, StoredTensor> largest(@Nullable Object object, int depth) {
        Map<String, StoredTensor> own = new LinkedHashMap<>();
        if (!(object instanceof Map<?, ?> map) || depth == 0) {
            return own;
        }
        map.forEach((key, value) -> {
            if (key instanceof String name && value instanceof StoredTensor tensor) {
                own.put(name, tensor);
            }
        });
        Map<String, StoredTensor> most = own;
        for (Object value : map.values()) {
            Map<String, StoredTensor> inner = largest(value, depth - 1);
            most = inner.size() > most.size() ? inner : most;
        }
        return most;
    }

    private static SortedMap<String, StoredTensor> withoutModule(Map<String, StoredTensor> tensors) {
        boolean wrapped = tensors.keySet().stream().allMatch(key -> key.startsWith(WRAPPED));
        SortedMap<String, StoredTensor> plain = new TreeMap<>();
        tensors.forEach((key, tensor) -> plain.put(wrapped ? key.substring(WRAPPED.length()) : key, tensor));
        return plain;
    }

    Path file() {
        return file;
    }

    /** Readable until this is closed, by their keys. */
    SortedMap<String, StoredTensor> tensors() {
        return tensors;
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (Exception e) {
            throw new ModelException("the checkpoint " + file + " cannot be closed", e);
        }
    }
}
