package io.winnow.jobs.run;

import io.winnow.jobs.definition.FlinkOptions;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.MiniClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;

/** Flink inside this process, on the loopback address and free ports. */
public final class EmbeddedFlink implements Flink {
    private final MiniCluster cluster;
    private final ClusterClient<?> client;
    private final URI rest;
    private final MemoryPlan kept;

    private EmbeddedFlink(MiniCluster cluster, ClusterClient<?> client, URI rest, MemoryPlan kept) {
        this.cluster = cluster;
        this.client = client;
        this.rest = rest;
        this.kept = kept;
    }

    /**
     * Starts it.
     *
     * @param slots for all jobs together
     * @param memory what native code takes
     * @param extra any configuration of Flink, such as that of reporters
     */
    public static EmbeddedFlink start(int slots, MemoryPlan memory, Map<String, String> extra) {
        Configuration settings = Configuration.fromMap(extra);
        settings.set(RestOptions.BIND_PORT, "0");
        settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        settings.set(RestOptions.ADDRESS, "127.0.0.1");
        settings.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, new MemorySize(memory.taskOffHeapBytes()));
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .build());
        try {
            cluster.start();
            return new EmbeddedFlink(
                    cluster,
                    new MiniClusterClient(settings, cluster),
                    cluster.getRestAddress().get(30, TimeUnit.SECONDS),
                    memory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close(cluster);
            throw new IllegalStateException("interrupted while Flink started", e);
        } catch (Exception e) {
            close(cluster);
            throw new IllegalStateException("Flink could not start in this process: " + e.getMessage(), e);
        }
    }

    @Override
    public ClusterClient<?> client() {
        return client;
    }

    @Override
    public URI rest() {
        return rest;
    }

    @Override
    public Optional<Path> jar(FlinkOptions options) {
        return Optional.empty();
    }

    @Override
    public void check(MemoryPlan memory) {
        if (memory.taskOffHeapBytes() > kept.taskOffHeapBytes()) {
            throw new IllegalArgumentException("Flink was started for less native memory than the pipeline needs");
        }
    }

    @Override
    public void close() {
        client.close();
        close(cluster);
    }

    private static void close(MiniCluster cluster) {
        try {
            cluster.closeAsync().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Flink in this process did not end cleanly", e);
        }
    }
}
