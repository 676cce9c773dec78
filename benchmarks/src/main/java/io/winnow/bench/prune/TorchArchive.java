package io.winnow.bench.prune;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a TorchScript archive of one module without state, whose code is a text beside this class: what {@code torch.jit.save} would write, without Python. */
final class TorchArchive {
    private static final String MODULE = "Selection";

    private TorchArchive() {}

    static void write(Path file, String form) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            add(zip, "data.pkl", module());
            add(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            add(zip, "code/__torch__.py", code(form));
            add(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static byte[] code(String form) throws IOException {
        try (InputStream code = TorchArchive.class.getResourceAsStream(form + ".torchscript")) {
            if (code == null) {
                throw new IOException("there is no form " + form);
            }
            return code.readAllBytes();
        }
    }

    /** The pickled module: its class and its one attribute, {@code training = False}. */
    private static byte[] module() {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 2});
        pickle.writeBytes(("c__torch__\n" + MODULE + "\n").getBytes(StandardCharsets.US_ASCII));
        pickle.writeBytes(new byte[] {'q', 0, ')', (byte) 0x81, '}', '(', 'X', 8, 0, 0, 0});
        pickle.writeBytes("training".getBytes(StandardCharsets.US_ASCII));
        pickle.writeBytes(new byte[] {'q', 1, (byte) 0x89, 'u', 'b', 'q', 2, '.'});
        return pickle.toByteArray();
    }

    /** PyTorch reads entries where they lie, so they are not compressed. */
    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry("selection/" + name);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
