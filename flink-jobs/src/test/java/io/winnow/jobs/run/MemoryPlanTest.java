package io.winnow.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.jobs.definition.DefinitionException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {
    private static final long MEBIBYTE = 1L << 20;

    @Test
    void bundlesAreOffHeapAndDecodersAreOverhead() {
        MemoryPlan plan = MemoryPlan.of(List.of(200 * MEBIBYTE, 100 * MEBIBYTE), 2, 256 * MEBIBYTE);
        assertThat(plan.taskOffHeapBytes()).isEqualTo(300 * MEBIBYTE);
        assertThat(plan.overheadBytes()).isEqualTo(512 * MEBIBYTE);
    }

    @Test
    void whatDoesNotFitIsRefusedWithItsParts() {
        MemoryPlan plan = MemoryPlan.of(List.of(300 * MEBIBYTE), 2, 256 * MEBIBYTE);
        plan.check(plan.totalBytes(), "shop.yaml:3");
        DefinitionException refused =
                catchThrowableOfType(DefinitionException.class, () -> plan.check(plan.totalBytes() - 1, "shop.yaml:3"));
        assertThat(refused.code()).isEqualTo("NO_MEMORY");
        assertThat(refused.what()).contains("300MiB for its bundles", "512MiB for decoders");
        assertThat(refused.where()).isEqualTo("shop.yaml:3");
    }
}
