package io.winnow.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicRemovalTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    @Test
    void aRecordWaitsForItsSegmentTheRetentionTheBrokersLookAndTheFile() {
        TopicRemoval week = new TopicRemoval("t", 7 * DAY, DAY, 60_000, 7);
        assertThat(week.goneBy(1_000)).hasValue(1_007 + 8 * DAY + TopicRemoval.LOOKS.toMillis() + 60_000);
    }

    @Test
    void whatIsKeptForEverIsNeverGone() {
        assertThat(new TopicRemoval("t", -1, DAY, 60_000, 0).goneBy(1_000)).isEmpty();
        assertThat(new TopicRemoval("t", Long.MAX_VALUE, DAY, 60_000, 0).goneBy(1_000))
                .isEmpty();
    }

    @Test
    void whatABrokerDoesNotTellIsAsBrokersAreUnlessTheyAreToldOtherwise() {
        Config told = new Config(List.of(
                new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, "600000"),
                new ConfigEntry(TopicConfig.SEGMENT_MS_CONFIG, "150000"),
                new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, "" + Long.MAX_VALUE)));
        assertThat(TopicRemoval.of("t", told)).isEqualTo(new TopicRemoval("t", 600_000, 150_000, 60_000, 3_600_000));
    }

    @Property
    void nothingIsGoneBeforeItsRetentionIsOver(
            @ForAll @LongRange(min = 0) long retention,
            @ForAll @LongRange(min = 1, max = 1L << 50) long segment,
            @ForAll @LongRange(min = 0, max = 1L << 45) long until) {
        OptionalLong gone = new TopicRemoval("t", retention, segment, 0, 0).goneBy(until);
        gone.ifPresent(millis -> assertThat(millis - until).isGreaterThanOrEqualTo(retention));
    }

    @Test
    void theBrokersSettingsAreAskedForAndTopicsThatAreNotThereLeftOut(@TempDir Path folder) throws Exception {
        TopicNames names = new TopicNames("winnow", "shop");
        String previews = names.of(TopicRegistry.PREVIEWS);
        TestBroker broker = new TestBroker(folder);
        try (Admin admin = broker.admin()) {
            new TopicCreator(admin).create(new TopicPlan(names, List.of(TopicRegistry.PREVIEWS), Map.of(), (short) 1));

            List<TopicRemoval> removals = TopicRemoval.of(admin, List.of(previews, names.of(TopicRegistry.TOKENS)));

            assertThat(removals)
                    .containsExactly(new TopicRemoval(
                            previews,
                            Duration.ofMinutes(10).toMillis(),
                            Duration.ofSeconds(150).toMillis(),
                            Duration.ofMinutes(1).toMillis(),
                            Duration.ofHours(1).toMillis()));
        } finally {
            broker.close();
        }
    }
}
