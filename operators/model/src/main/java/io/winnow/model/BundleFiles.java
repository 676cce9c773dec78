package io.winnow.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of a bundle against the hashes that its manifest lists. */
public final class BundleFiles {
    private static final int CHUNK = 1 << 16;

    private BundleFiles() {}

    /** Refuses a file that is missing, changed or not listed, by its name. */
    static void check(Path folder, Manifest manifest) {
        manifest.files().forEach((path, hash) -> check(folder, path, hash));
        TreeSet<String> unlisted = new TreeSet<>(present(folder));
        unlisted.removeAll(manifest.files().keySet());
        unlisted.remove(ManifestReader.FILE);
        if (!unlisted.isEmpty()) {
            throw new ModelException("the bundle " + folder + " holds " + unlisted.first()
                    + ", which its manifest does not list: move it away, or fetch the bundle again");
        }
    }

    private static void check(Path folder, String path, String hash) {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new ModelException("the manifest of " + folder + " lists " + path
                    + ", which lies outside the bundle: fetch the bundle again");
        }
        if (!Files.isRegularFile(file)) {
            throw new ModelException("the bundle " + folder + " lacks " + path + ": fetch the bundle again");
        }
        String found = sha256(file);
        if (!found.equals(hash)) {
            throw new ModelException("the file " + path + " of the bundle " + folder
                    + " is not as its manifest says (sha256 " + found + ", not " + hash
                    + "): it was changed or damaged; fetch the bundle again");
        }
    }

    private static List<String> present(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        } catch (IOException e) {
            throw new ModelException("the bundle " + folder + " cannot be listed", e);
        }
    }

    /** sha256 over sorted lines {@code path sha256}, the manifest's own line last. */
    static String digest(Path folder, SortedMap<String, String> files) {
        MessageDigest digest = sha256();
        for (Map.Entry<String, String> file : files.entrySet()) {
            digest.update(line(file.getKey(), file.getValue()));
        }
        digest.update(line(ManifestReader.FILE, sha256(folder.resolve(ManifestReader.FILE))));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] line(String path, String hash) {
        return (path + " " + hash + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Hash of every file of a folder but the manifest, by path inside. */
    public static SortedMap<String, String> hashes(Path folder) {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (String path : present(folder)) {
            if (!path.equals(ManifestReader.FILE)) {
                hashes.put(path, sha256(folder.resolve(path)));
            }
        }
        return hashes;
    }

    /** sha256 of a file, 64 hexadecimal digits. */
    public static String sha256(Path file) {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int read = bytes.read(chunk); read >= 0; read = bytes.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        } catch (IOException e) {
            throw new ModelException("the file " + file + " cannot be read", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}
