package io.winnow.model.verify;

import io.winnow.model.EngineKind;
import io.winnow.records.BundleRef;
import java.util.List;
import java.util.Optional;

/**
 * What was found in a bundle.
 *
 * @param bundle empty where it could not be opened
 * @param functions what each function made of the examples
 * @param problems sentences; none means that the bundle is as it should be
 */
public record BundleReport(Optional<BundleRef> bundle, List<FunctionReport> functions, List<String> problems) {

    /**
     * One function on the examples.
     *
     * @param function its name
     * @param engine that computed it
     * @param examples that it was run on
     * @param ids that were compared
     * @param unlikeStored ids that are not the stored ones
     * @param ties ids that change with the size of the batch because two codes are equally near
     * @param unlikeBatches ids that change with the size of the batch otherwise
     * @param farthest largest difference of a number from the stored one, or between sizes of the batch, as a share of the largest number
     */
    public record FunctionReport(
            String function,
            EngineKind engine,
            int examples,
            long ids,
            long unlikeStored,
            long ties,
            long unlikeBatches,
            double farthest) {}

    public BundleReport {
        functions = List.copyOf(functions);
        problems = List.copyOf(problems);
    }

    public boolean isSound() {
        return problems.isEmpty();
    }
}
