package io.winnow.model.convert;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keys and shapes of published files, whose lists lie beside the project. */
final class OfficialKeys {
    private static final Path LISTS =
            Path.of(System.getProperty("winnow.root")).resolve("../shared/reference/official_keys");

    private OfficialKeys() {}

    /** Those of a list; whatever test asks for it is skipped where there is none. */
    static SortedMap<String, List<Long>> read(String name) throws IOException {
        return read(name, "");
    }

    /**
     * Those of a list, which has a line of key, range of the key's {@code {i}}, and shape.
     *
     * @param prefix put before each key
     */
    static SortedMap<String, List<Long>> read(String name, String prefix) throws IOException {
        assumeThat(LISTS).as("the lists of official keys beside the project").isDirectory();
        SortedMap<String, List<Long>> keys = new TreeMap<>();
        for (String line : Files.readAllLines(LISTS.resolve(name + ".tsv"))) {
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
