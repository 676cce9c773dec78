package io.winnow.model;

import io.winnow.records.Halves;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive of a bundle, which is shipped without its large tensors and filled in from the bundle's weights when it is first used. What is filled in is kept in a folder of the user, by the
 * bundle's digest.
 */
final class TorchArchive {
    private static final String RECIPES = "extra/weights";
    private static final String ROOT = "graph/";
    private static final int FIELDS = 8;

    private final Bundle bundle;
    private final Path shipped;

    TorchArchive(Bundle bundle, String file) {
        this.bundle = bundle;
        this.shipped = bundle.file(file);
    }

    /** The folder that filled archives are kept in. */
    private static Path home() {
        return Path.of(System.getProperty("winnow.cache", System.getProperty("user.home") + "/.winnow/cache"));
    }

    /**
     * The whole archive, as PyTorch loads it.
     *
     * @throws ModelException where the shipped one is damaged, or there is no room
     */
    Path filled() {
        Path folder = home().resolve(bundle.digest());
        Path whole = folder.resolve(shipped.getFileName().toString().replace(".torchscript", ".pt"));
        if (Files.exists(whole)) {
            return whole;
        }
        try {
            Files.createDirectories(folder);
            Path aside = Files.createTempFile(folder, "filling", "");
            try {
                fill(aside);
                Files.move(aside, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
            return whole;
        } catch (IOException e) {
            throw new ModelException(
                    "the weights of " + shipped + " cannot be filled in below " + folder
                            + ": make room there, or choose another engine.reader",
                    e);
        }
    }

    private void fill(Path to) throws IOException {
        try (ZipFile small = new ZipFile(shipped.toFile());
                ZipOutputStream full = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            for (ZipEntry entry : small.stream().toList()) {
                try (InputStream content = small.getInputStream(entry)) {
                    add(full, entry.getName(), content.readAllBytes());
                }
            }
            for (Recipe recipe : recipes(small)) {
                add(full, recipe.entry(), recipe.tensor(bundle));
            }
        }
    }

    private List<Recipe> recipes(ZipFile small) throws IOException {
        ZipEntry entry = Optional.ofNullable(small.getEntry(RECIPES))
                .orElseThrow(() -> new ModelException(
                        "the archive " + shipped + " has no " + RECIPES + ": fetch the bundle again"));
        List<Recipe> recipes = new ArrayList<>();
        try (InputStream lines = small.getInputStream(entry)) {
            for (String line : new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                recipes.add(Recipe.of(line));
            }
        }
        return recipes;
    }

    /** PyTorch reads entries where they lie, so they are not compressed. */
    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(ROOT + name);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /**
     * How a tensor of the archive is made of stored numbers.
     *
     * @param entry of the archive
     * @param file of the bundle
     * @param rowsOfBytes whether int8 with a scale for each row is stored, or else fp16
     * @param brain whether bfloat16 is wanted, or else fp32
     * @param offset of the numbers in the file
     * @param rows of the tensor
     * @param columns of the tensor
     * @param scales offset of the rows' scales in the file
     */
    private record Recipe(
            String entry,
            String file,
            boolean rowsOfBytes,
            boolean brain,
            int offset,
            int rows,
            int columns,
            int scales) {

        static Recipe of(String line) {
            String[] fields = line.split(" ");
            if (fields.length != FIELDS) {
                throw new ModelException("a line of " + RECIPES + " is no recipe: " + line);
            }
            return new Recipe(
                    fields[0],
                    fields[1],
                    fields[2].equals("int8"),
                    fields[3].equals("bfloat16"),
                    Integer.parseInt(fields[4]),
                    Integer.parseInt(fields[5]),
                    Integer.parseInt(fields[6]),
                    Integer.parseInt(fields[7]));
        }

        byte[] tensor(Bundle bundle) throws IOException {
            ByteBuffer made = ByteBuffer.allocate(rows * columns * (brain ? Short.BYTES : Float.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            try (FileChannel channel = FileChannel.open(bundle.file(file))) {
                ByteBuffer stored = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                        .order(ByteOrder.LITTLE_ENDIAN);
                for (int row = 0; row < rows; row++) {
                    float scale = rowsOfBytes ? stored.getFloat(scales + row * Float.BYTES) : 1;
                    for (int column = 0; column < columns; column++) {
                        int index = row * columns + column;
                        put(made, rowsOfBytes ? stored.get(offset + index) * scale : half(stored, index));
                    }
                }
            }
            return made.array();
        }

        private float half(ByteBuffer stored, int index) {
            return Halves.toFloat(stored.getShort(offset + index * Short.BYTES));
        }

        private void put(ByteBuffer made, float value) {
            if (brain) {
                made.putShort(brain(value));
            } else {
                made.putFloat(value);
            }
        }

        /** The nearest bfloat16 of a finite number, of two as near the even one. */
        private static short brain(float value) {
            int bits = Float.floatToRawIntBits(value);
            return (short) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
        }
    }
}
