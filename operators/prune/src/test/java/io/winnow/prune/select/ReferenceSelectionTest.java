package io.winnow.prune.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Against the stored results of a slow reading of the paper in double precision. */
class ReferenceSelectionTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("winnow.root")).resolve("../shared/reference/todre");
    private static final Map<String, List<Integer>> BUDGETS = Map.of(
            "image", List.of(36, 14),
            "gauss", List.of(75, 30, 1),
            "small", List.of(5, 2, 20, 25),
            "clip", List.of(49, 20),
            "ties_one_hot", List.of(6, 10, 14),
            "ties_duplicates", List.of(6, 9));

    @TestFactory
    Stream<DynamicTest> thePicksAreThoseOfTheReference() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER));
        ReferenceTensors inputs = ReferenceTensors.read(FOLDER.resolve("inputs.safetensors"));
        ReferenceTensors outputs = ReferenceTensors.read(FOLDER.resolve("outputs.safetensors"));
        return BUDGETS.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .flatMap(budget -> Stream.of("k-center", "max-sum")
                                .map(rule -> DynamicTest.dynamicTest(
                                        entry.getKey() + " " + rule + " " + budget,
                                        () -> compare(inputs, outputs, entry.getKey(), rule, budget)))));
    }

    private static void compare(
            ReferenceTensors inputs, ReferenceTensors outputs, String name, String rule, int budget) {
        int pivot = outputs.ints(name + ".pivot")[0];
        Choice choice = Choice.of(rows(inputs.floats(name + ".features"), width(name)), pivot, budget);
        boolean sum = rule.equals("max-sum");
        int[] expected = outputs.ints(name + "." + rule + ".k" + budget + ".selection_order");
        for (Greedy greedy : sum
                ? List.of(new MaxSum(), new MaxSum(new ScalarKernels()))
                : List.of(new KCenter(), new KCenter(new ScalarKernels()))) {
            assertThat(greedy.pick(choice)).isEqualTo(expected);
        }
    }

    private static int width(String name) {
        return switch (name) {
            case "image" -> 48;
            case "gauss" -> 16;
            case "small" -> 256;
            case "clip" -> 32;
            case "ties_one_hot" -> 8;
            case "ties_duplicates" -> 6;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static UnitRows rows(float[] features, int width) {
        UnitRows rows = new UnitRows();
        rows.resize(features.length / width, width);
        for (int row = 0; row < rows.count(); row++) {
            rows.set(row, features, row * width);
        }
        return rows;
    }
}
