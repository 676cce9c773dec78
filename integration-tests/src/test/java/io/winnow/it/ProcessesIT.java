package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesIT {
    @TempDir
    Path folder;

    @Test
    void aBrokerAndAClusterOfSeparateProcessesStart() throws IOException {
        try (BrokerProcess broker = BrokerProcess.start(folder);
                FlinkCluster cluster = FlinkCluster.start(folder, 2, 2, Map.of())) {
            assertThat(broker.bootstrap()).startsWith("127.0.0.1:");
            assertThat(cluster.get("/overview").path("taskmanagers").asInt()).isEqualTo(2);
        }
    }
}
