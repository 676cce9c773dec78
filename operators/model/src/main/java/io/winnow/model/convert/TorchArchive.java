package io.winnow.model.convert;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What {@code torch.save} writes since version 1.6: a zip file with a pickle and an entry for each storage. */
final class TorchArchive implements AutoCloseable {
    private static final String PICKLE = "/data.pkl";
    private static final String PROGRAM = "/constants.pkl";
    private static final long LONGEST_PICKLE = 1L << 28;

    private final ZipFile zip;
    private final String root;

    private TorchArchive(ZipFile zip, String root) {
        this.zip = zip;
        this.root = root;
    }

    static TorchArchive open(Path file) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        try {
            String pickle = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(PICKLE))
                    .findFirst()
                    .orElseThrow(() -> new IOException("it is a zip file without a data.pkl"));
            String root = pickle.substring(0, pickle.length() - PICKLE.length());
            if (zip.getEntry(root + PROGRAM) != null) {
                throw new IOException("it is a TorchScript program, not a state_dict");
            }
            return new TorchArchive(zip, root);
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    /** The object that was saved. Its tensors can be read until the archive is closed. */
    Object read() throws IOException {
        ZipEntry entry = zip.getEntry(root + PICKLE);
        if (entry.getSize() > LONGEST_PICKLE) {
            throw new IOException("its pickle takes " + entry.getSize() + " bytes");
        }
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
            return new Unpickler(in, id -> TorchStorage.of(id, this::storage), TorchStorage::tensor).read();
        }
    }

    private StoredTensor.Storage storage(String key, long bytes) {
        ZipEntry entry = zip.getEntry(root + "/data/" + key);
        if (entry == null || entry.getSize() < bytes) {
            throw new IllegalArgumentException("it lacks the storage " + key);
        }
        return new StoredTensor.Storage() {
            @Override
            public InputStream open() throws IOException {
                return zip.getInputStream(entry);
            }

            @Override
            public long bytes() {
                return bytes;
            }
        };
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
