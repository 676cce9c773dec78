package io.winnow.jobs.archive;

import io.winnow.archive.Shard;
import io.winnow.archive.flink.FlinkPlaces;
import io.winnow.jobs.EngineHome;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Makes objects of shards. What it gives out is what became of each. */
final class ShardSource implements Source<ShardOutcome, ShardSplit, List<Shard>> {
    private static final long serialVersionUID = 1;

    private final ArrayList<Shard> shards;
    private final ArchiveOptions options;

    ShardSource(List<Shard> shards, ArchiveOptions options) {
        this.shards = new ArrayList<>(shards);
        this.options = options;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<ShardOutcome, ShardSplit> createReader(SourceReaderContext context) throws Exception {
        EngineHome.check(context.getUserCodeClassLoader().asClassLoader());
        int cores = Runtime.getRuntime().availableProcessors();
        int readers = context.currentParallelism();
        // Readers of one job can share a machine, where all of them together have so many children.
        int children = Math.max(1, (options.decode().childrenOn(cores) + readers - 1) / readers);
        return new ShardReader(ShardWorker.open(options, new FlinkPlaces(), children), context::sendSplitRequest);
    }

    @Override
    public SplitEnumerator<ShardSplit, List<Shard>> createEnumerator(SplitEnumeratorContext<ShardSplit> context) {
        return new ShardEnumerator(context, shards);
    }

    @Override
    public SplitEnumerator<ShardSplit, List<Shard>> restoreEnumerator(
            SplitEnumeratorContext<ShardSplit> context, List<Shard> left) {
        return new ShardEnumerator(context, left);
    }

    @Override
    public SimpleVersionedSerializer<ShardSplit> getSplitSerializer() {
        return new ShardSplit.Form();
    }

    @Override
    public SimpleVersionedSerializer<List<Shard>> getEnumeratorCheckpointSerializer() {
        return ShardForm.INSTANCE;
    }
}
