package io.winnow.jobs;

import io.winnow.records.Placed;
import org.apache.flink.api.java.functions.KeySelector;

/** Elements of one partition stay together, in the order of their offsets. */
final class PartitionKey implements KeySelector<Placed, Integer> {
    private static final long serialVersionUID = 1;

    @Override
    public Integer getKey(Placed placed) {
        return placed.partition();
    }
}
