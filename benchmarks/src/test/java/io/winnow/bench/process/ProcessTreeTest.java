package io.winnow.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {

    @Test
    void memoryOfChildrenCounts() throws IOException {
        assumeTrue(ProcessTree.readable());
        Process child = new ProcessBuilder("cat").start();
        try {
            long own = new ProcessTree(child.toHandle()).pssBytes();
            assertThat(own).isPositive();
            assertThat(new ProcessTree(ProcessHandle.current()).pssBytes()).isGreaterThan(own);
        } finally {
            child.destroy();
        }
    }
}
