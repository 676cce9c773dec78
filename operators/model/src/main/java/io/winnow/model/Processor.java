package io.winnow.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a processor can compute. Results are promised to be equal within one {@link #family}.
 *
 * @param architecture as Java names it: {@code amd64}, {@code aarch64}
 * @param flags instruction sets, as the kernel names them
 */
public record Processor(String architecture, Set<String> flags) {
    private static final Path KERNEL = Path.of("/proc/cpuinfo");
    private static final Set<String> INT8 = Set.of("avx512_vnni", "avx_vnni", "amx_int8", "asimddp", "i8mm");
    private static final Set<String> BF16 = Set.of("avx512_bf16", "amx_bf16", "bf16");

    public Processor {
        flags = Set.copyOf(flags);
    }

    /** That of this machine. Where the kernel does not list flags, none is known. */
    public static Processor here() {
        List<String> lines = List.of();
        try {
            lines = Files.isReadable(KERNEL) ? Files.readAllLines(KERNEL) : lines;
        } catch (IOException e) {
            throw new ModelException("the processor's instruction sets cannot be read from " + KERNEL, e);
        }
        return of(System.getProperty("os.arch", "unknown"), lines);
    }

    /** Of the lines of the kernel's {@code /proc/cpuinfo}. */
    static Processor of(String architecture, List<String> lines) {
        Set<String> flags = lines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).matches("(flags|features)\\s*:.*"))
                .findFirst()
                .map(line -> Set.of(line.substring(line.indexOf(':') + 1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .split("\\s+")))
                .orElse(Set.of());
        return new Processor(architecture, flags);
    }

    boolean multipliesInt8() {
        return flags.stream().anyMatch(INT8::contains);
    }

    boolean multipliesBf16() {
        return flags.stream().anyMatch(BF16::contains);
    }

    /** {@code amx}, {@code vnni}, {@code avx2}, or the architecture. */
    public String family() {
        if (flags.contains("amx_int8")) {
            return "amx";
        }
        if (flags.contains("avx512_vnni") || flags.contains("avx_vnni")) {
            return "vnni";
        }
        return flags.contains("avx2") ? "avx2" : architecture;
    }
}
