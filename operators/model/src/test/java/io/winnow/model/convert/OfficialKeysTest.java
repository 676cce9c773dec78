package io.winnow.model.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.winnow.model.ExternalWeight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The architectures that Winnow ships, against the keys and shapes of the published files. */
class OfficialKeysTest {
    private static final Path ROOT = Path.of(System.getProperty("winnow.root"));
    private static final Path KEYS = ROOT.resolve("../shared/reference/official_keys");

    @BeforeEach
    void lookForTheLists() {
        assumeThat(KEYS).as("the lists of official keys beside the project").isDirectory();
    }

    @Test
    void lavitNeedsEveryOfficialKeyButThoseThatItSaysItDoesNot() throws IOException {
        Published lavit = Published.read(ROOT.resolve("models/published"), "lavit");
        SortedMap<String, List<Long>> official = official("lavit-tokenizer-encoder", "");
        official.putAll(official("lavit-tokenizer-decoder-lowres", "decoder."));
        official.keySet().removeIf(key -> lavit.unused().matcher(key).matches());
        assertThat(lavit.weights().values().stream()
                        .collect(Collectors.toMap(ExternalWeight::name, ExternalWeight::shape)))
                .isEqualTo(official);
    }

    /** A list has a line of key, range of the key's {@code {i}}, and shape. */
    private static SortedMap<String, List<Long>> official(String name, String prefix) throws IOException {
        SortedMap<String, List<Long>> keys = new TreeMap<>();
        for (String line : Files.readAllLines(KEYS.resolve(name + ".tsv"))) {
            String[] cells = line.split("\t", -1);
            if (cells.length == 3 && !cells[0].equals("key")) {
                List<Long> shape =
                        Arrays.stream(cells[2].split("x")).map(Long::valueOf).toList();
                for (String number : range(cells[1])) {
                    keys.put(prefix + cells[0].replace("{i}", number), shape);
                }
            }
        }
        return keys;
    }

    private static List<String> range(String cell) {
        if (cell.isEmpty()) {
            return List.of("");
        }
        String[] ends = cell.split("\\.\\.");
        List<String> numbers = new ArrayList<>();
        for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[1]); i++) {
            numbers.add(Integer.toString(i));
        }
        return numbers;
    }
}
