package io.winnow.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.Units;
import io.winnow.topics.TopicAcls.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetentionsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final TopicNames NAMES = new TopicNames("winnow", "shop");
    private final Retentions retentions =
            new Retentions(Map.of("walk", HOUR, "walk/yard", DAY, "walk/yard/gate", Duration.ZERO, "door", HOUR));

    @Test
    void aStreamBelongsToTheNearestFolderThatIsASource() {
        assertThat(retentions.of("walk")).contains(HOUR);
        assertThat(retentions.of("walk/1.mp4")).contains(HOUR);
        assertThat(retentions.of("walk/yard/2.mp4")).contains(DAY);
        assertThat(retentions.of("walk/yard/gate")).isEmpty();
        assertThat(retentions.of("walking")).isEmpty();
        assertThat(retentions.of("/")).isEmpty();
        assertThat(retentions.of("")).isEmpty();
        assertThat(Retentions.NONE.of("walk")).isEmpty();
    }

    @Test
    void eachRetentionHasTopicsOfItsOwnForWhatTellsOfStreams() {
        assertThat(retentions.own()).containsExactly(HOUR, DAY);
        assertThat(retentions.topics(TopicRegistry.TOKENS))
                .extracting(NAMES::of)
                .containsExactly("winnow.shop.tokens.v1", "winnow.shop.tokens-1h.v1", "winnow.shop.tokens-1d.v1");
        assertThat(retentions.topics(TopicRegistry.SOURCES_DLQ))
                .extracting(Topic::name)
                .containsExactly("sources.dlq", "sources-1h.dlq", "sources-1d.dlq");
        for (Topic<?> topic : List.of(TopicRegistry.PREVIEWS, TopicRegistry.ANSWER_DELTAS, TopicRegistry.QUESTIONS)) {
            assertThat(retentions.topics(topic)).containsExactly(topic);
        }
    }

    @Test
    void nothingThatTellsOfStreamsIsKeptLongerThanTheShortestRetentionThatASourceMayHave() {
        assertThat(List.of(TopicRegistry.PREVIEWS, TopicRegistry.ANSWER_DELTAS))
                .allSatisfy(topic -> assertThat(topic.retention().orElseThrow()).isLessThanOrEqualTo(Retentions.LEAST));
    }

    @Test
    void theBrokerIsToldToKeepThemNoLonger() {
        assertThat(TopicRegistry.TOKENS.kept(HOUR).settings())
                .containsEntry("retention.ms", "3600000")
                .containsEntry("segment.ms", "900000")
                .containsEntry(
                        "max.message.bytes", TopicRegistry.TOKENS.settings().get("max.message.bytes"));
        assertThat(TopicRegistry.TOKENS.kept(Duration.ofDays(60)).settings())
                .containsEntry(
                        "retention.ms", String.valueOf(Duration.ofDays(60).toMillis()));
        assertThat(TopicRegistry.TOKENS_DLQ.kept(Duration.ofDays(60)).retention())
                .isEqualTo(TopicRegistry.TOKENS_DLQ.retention());
    }

    @Test
    void aRetentionIsOfWholeMinutesAndNeitherTooShortNorTooLong() {
        assertThat(List.of("10min", "90min", "1h", "30d", "3650d"))
                .allMatch(text -> Retentions.allowed(Units.duration(text)));
        assertThat(List.of("9min", "601s", "3651d", "0s")).noneMatch(text -> Retentions.allowed(Units.duration(text)));
    }

    @Property
    void aTopicIsFoundByItsNameWhateverTheRetention(@ForAll @IntRange(min = 10, max = 5_256_000) int minutes) {
        Duration own = Duration.ofMinutes(minutes);
        Topic<?> kept = TopicRegistry.PRUNED.kept(own);
        assertThat(NAMES.among(TopicRegistry.PRUNED, Set.of(NAMES.of(kept))).get(0))
                .isEqualTo(kept);
    }

    @Test
    void ofTheBrokersTopicsThoseOfAnEdgeAreFoundAndNoOthers() {
        Set<String> there = Set.of(
                "winnow.shop.tokens-1h.v1",
                "winnow.shop.tokens.v1",
                "winnow.shop.tokens-1h.dlq.v1",
                "winnow.shop.tokens-soon.v1",
                "winnow.shop.tokens-120min.v1",
                "winnow.shop-1h.tokens.v1",
                "winnow.shop.tokens-1d.v1");
        assertThat(NAMES.among(TopicRegistry.TOKENS, there))
                .extracting(Topic::name)
                .containsExactly("tokens", "tokens-1d", "tokens-1h");
        assertThat(NAMES.among(TopicRegistry.TOKENS_DLQ, there))
                .extracting(Topic::name)
                .containsExactly("tokens-1h.dlq");
        assertThat(NAMES.among(TopicRegistry.CONTROL, Set.of("winnow.shop.control-1h.v1")))
                .isEmpty();
    }

    @Test
    void eachRoleHasTheRightsOnThemThatItHasOnThePipelinesOwn() {
        List<TopicAcls.Acl> acls = TopicAcls.of(NAMES, retentions);
        for (Topic<?> topic : TopicRegistry.OF_STREAMS) {
            for (Role role : Role.values()) {
                assertThat(operations(acls, role, NAMES.of(topic.kept(HOUR))))
                        .isEqualTo(operations(acls, role, NAMES.of(topic)));
            }
        }
        assertThat(acls).hasSizeGreaterThan(TopicAcls.of(NAMES).size());
    }

    private static List<String> operations(List<TopicAcls.Acl> acls, Role role, String name) {
        return acls.stream()
                .filter(acl -> acl.role() == role && acl.name().equals(name))
                .map(TopicAcls.Acl::operation)
                .toList();
    }

    @Test
    void whatAnotherPipelineKeepsForATimeThatNoSourceHasIsFound() {
        TopicPlan other = new TopicPlan(
                NAMES.withPipeline("mall"),
                List.of(
                        TopicRegistry.TOKENS,
                        TopicRegistry.TOKENS.kept(HOUR),
                        TopicRegistry.TOKENS.kept(Duration.ofHours(2))),
                Map.of(),
                (short) 0);
        assertThat(retentions.unnamed(other)).singleElement().satisfies(finding -> {
            assertThat(finding.topic()).isEqualTo("winnow.mall.tokens-2h.v1");
            assertThat(finding.hint()).contains("retention: 2h");
        });
        assertThat(Retentions.NONE.unnamed(other)).hasSize(2);
    }
}
