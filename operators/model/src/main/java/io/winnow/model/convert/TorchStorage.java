package io.winnow.model.convert;

import java.io.IOException;
import java.util.List;

/**
 * A storage as PyTorch's pickles refer to it.
 *
 * @param type of its numbers
 * @param bytes where they are
 */
record TorchStorage(NumberType type, StoredTensor.Storage bytes) {

    /** Where storages are. */
    @FunctionalInterface
    interface Finder {
        /** The one of this key and so many bytes. */
        StoredTensor.Storage find(String key, long bytes);
    }

    /** From the persistent id {@code ('storage', class, key, location, numbers, ...)}. */
    static TorchStorage of(List<Object> id, Finder finder) {
        if (id.size() < 5 || !"storage".equals(id.get(0)) || !(id.get(1) instanceof Unpickler.Global type)) {
            throw new IllegalArgumentException("it refers to what is no storage");
        }
        NumberType numbers = NumberType.ofStorage(type.name())
                .orElseThrow(() -> new IllegalArgumentException("its numbers are of the unknown type " + type.name()));
        long bytes = Math.multiplyExact((Long) id.get(4), numbers.bytes());
        return new TorchStorage(numbers, finder.find((String) id.get(2), bytes));
    }

    /** From the arguments of {@code _rebuild_tensor_v2}: storage, offset, size, strides, and what training needs. */
    static StoredTensor tensor(List<Object> arguments) throws IOException {
        if (!(arguments.get(0) instanceof TorchStorage storage)) {
            throw new IOException("a tensor has no storage");
        }
        return new StoredTensor(
                storage.bytes(),
                storage.type(),
                (Long) arguments.get(1),
                longs(arguments.get(2)),
                longs(arguments.get(3)));
    }

    private static List<Long> longs(Object list) {
        return ((List<?>) list).stream().map(Long.class::cast).toList();
    }
}
