package io.winnow.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.archive.Item;
import io.winnow.archive.Planned;
import io.winnow.archive.Shard;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardFormTest {
    private static final Shard ONE = new Shard(List.of(
            new Planned(new Item("t.tar/ä.jpg", "s3://bucket/t.tar", 512, 10, 20, false), 0),
            new Planned(Item.file("gone.png", "/gone.png", -1, 0, true), 3)));
    private static final Shard OTHER = new Shard(List.of(new Planned(Item.file("a", "/a", 1, 2, false), 0)));

    @Test
    void shardsComeBackAsTheyWere() throws IOException {
        ShardForm form = ShardForm.INSTANCE;

        List<Shard> back = form.deserialize(form.getVersion(), form.serialize(List.of(ONE, OTHER)));

        assertThat(back.stream().map(Shard::items)).containsExactly(ONE.items(), OTHER.items());
        assertThat(back.stream().map(Shard::name)).containsExactly(ONE.name(), OTHER.name());
    }

    @Test
    void aSplitIsItsShard() throws IOException {
        ShardSplit.Form form = new ShardSplit.Form();

        ShardSplit back = form.deserialize(form.getVersion(), form.serialize(new ShardSplit(ONE)));

        assertThat(back.shard().items()).isEqualTo(ONE.items());
        assertThat(back.splitId()).isEqualTo(ONE.name());
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatThrownBy(() -> ShardForm.INSTANCE.deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }
}
