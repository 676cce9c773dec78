package io.winnow.jobs.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.prune.Keep;
import io.winnow.prune.PruneOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineDefinitionTest {
    private static final String SHOP = """
        name: shop
        sources:
          - id: door
            address: videos/door.mp4
            policy: every(5)
          - /videos/till.mkv
        edges: {tokens: kafka, pruned: local}
        kafka.prefix: acme
        flink:
          parallelism: 2
          checkpoint-interval: 1.5s
        """;

    private static PipelineDefinition parse(String text, String... overrides) {
        return PipelineDefinition.parse(text, "shop.yaml", Path.of("/pipelines"), List.of(overrides));
    }

    private static DefinitionException refusal(String text, String... overrides) {
        return catchThrowableOfType(DefinitionException.class, () -> parse(text, overrides));
    }

    @Test
    void readsNestedAndDottedKeys() {
        PipelineDefinition shop = parse(SHOP);
        assertThat(shop.name()).isEqualTo("shop");
        assertThat(shop.kafka().prefix()).isEqualTo("acme");
        assertThat(shop.flink().parallelism()).isEqualTo(2);
        assertThat(shop.flink().checkpointInterval()).isEqualTo(Duration.ofMillis(1500));
        assertThat(shop.where("flink.parallelism")).isEqualTo("shop.yaml:10");
    }

    @Test
    void namesSourcesAndResolvesTheirPathsAgainstTheFile() {
        assertThat(parse(SHOP).sources())
                .containsExactly(
                        new SourceDefinition("door", "/pipelines/videos/door.mp4", "every(5)"),
                        new SourceDefinition("till.mkv", "/videos/till.mkv", ""));
    }

    @Test
    void aFileIsNamedWholeAndAUrlByItsPath() {
        assertThat(PipelineDefinition.named(List.of("/a/take #2?.mp4", "https://host/b/x.mp4?key=1#t=5")))
                .extracting(SourceDefinition::id)
                .containsExactly("take #2?.mp4", "x.mp4");
    }

    @Test
    void aLiveSourceIsNamedWithoutItsCredentials() {
        List<String> addresses =
                List.of("rtsp://me:secret@camera/door?key=1", "rtsps://me:secret@camera", "udp://:5000");
        assertThat(PipelineDefinition.named(addresses))
                .extracting(SourceDefinition::id)
                .containsExactly("door", "camera", ":5000");
        assertThat(PipelineDefinition.named(addresses)).allMatch(SourceDefinition::live);
    }

    @Test
    void aFileThatGrowsIsNamedByItsPathAndIsNotLive() {
        assertThat(PipelineDefinition.named(List.of("grow:/a/now.ts", "grow:now.ts", "now.ts")))
                .extracting(SourceDefinition::id)
                .containsExactly("now.ts", "now.ts-2", "now.ts-3");
        assertThat(PipelineDefinition.named(List.of("grow:/a/now.ts")))
                .allMatch(SourceDefinition::grows)
                .noneMatch(SourceDefinition::mayBeLive);
    }

    @Test
    void aStreamOfATopicIsNamedByItsKeyAndNoCredentialsOfWhatIsNone() {
        assertThat(PipelineDefinition.named(
                        List.of("kafka:pieces/site/gate", "kafka:pieces", "kafka://me:secret@broker/pieces")))
                .extracting(SourceDefinition::id)
                .containsExactly("gate", "pieces", "source");
    }

    @Test
    void aStreamOfATopicNeedsABroker() {
        String pieces = "{name: shop, sources: [{address: 'kafka:pieces/gate'}]}";
        assertThat(refusal(pieces).what()).isEqualTo("source gate is read from a topic, and no broker is named");
        assertThat(parse(pieces, "kafka.bootstrap=broker:9092").sources()).allMatch(SourceDefinition::live);
    }

    @Test
    void aSourceMayHaveARetentionOfItsOwn() {
        String shop = "{name: shop, sources: [{address: door.mp4, retention: 60min}, {id: walk, address: /walk}]}";
        assertThat(parse(shop).retentions().of("door.mp4")).contains(Duration.ofHours(1));
        assertThat(parse(shop).retentions().of("walk/1.mp4")).isEmpty();
    }

    @Test
    void aRetentionThatIsTooShortOrUnclearIsRefused() {
        for (String wrong : List.of("5min", "61s", "3651d", "1", "soon")) {
            DefinitionException refused =
                    refusal("name: shop\nsources:\n  - {address: door.mp4, retention: " + wrong + "}");
            assertThat(refused.code()).isEqualTo("BAD_SOURCE");
            assertThat(refused.where()).isEqualTo("shop.yaml:3");
            assertThat(refused.hint()).isEqualTo("Write such as retention: 1h.");
        }
    }

    @Test
    void whatNoTopicKeepsHasNoRetention() {
        String local =
                "{name: shop, sources: [{id: door, address: a.mp4, retention: 1h}], edges: {tokens: local, questions: given, answers: collected}}";
        assertThat(refusal(local).what())
                .isEqualTo("source door has a retention, and the pipeline has no topic: nothing of it is kept");
    }

    @Test
    void anArchiveOfNothingButSourcesWithARetentionIsRefused() {
        String shop = "{name: shop, archive: /kept, sources: [{id: door, address: a.mp4, retention: 1h}%s]}";
        assertThat(refusal(shop.formatted("")).what()).startsWith("the archive would hold nothing: every source");
        assertThat(parse(shop.formatted(", {id: gate, address: b.mp4}")).keep().any())
                .isTrue();
        assertThat(parse(shop.formatted(""), "decode.stay=true").keep().any()).isTrue();
    }

    @Test
    void whoReadsWhatAnotherPipelineDecodesNamesItsSourcesByIdAndRetentionAlone() {
        String again = "{name: again, stages: [prune, read], edges: {tokens: 'kafka:shop'}, sources: [%s]}";
        assertThat(parse(again.formatted("{id: door, retention: 1h}"))
                        .retentions()
                        .own())
                .containsExactly(Duration.ofHours(1));
        assertThat(refusal(again.formatted("{id: door, address: a.mp4, retention: 1h}"))
                        .what())
                .isEqualTo("the pipeline has sources but no stage that decodes them");
        assertThat(refusal("{name: shop, sources: [{id: door, retention: 1h}]}").what())
                .isEqualTo("source door has no address");
        assertThat(refusal(again.formatted("{retention: 1h}")).what()).isEqualTo("a source has no address");
    }

    @Test
    void aPlaylistMayBeLive() {
        List<String> addresses = List.of("https://me:secret@host/a/LIVE.M3U8?key=1", "http://host/a.m3u");
        assertThat(PipelineDefinition.named(addresses))
                .allMatch(SourceDefinition::mayBeLive)
                .noneMatch(SourceDefinition::live);
        assertThat(PipelineDefinition.named(List.of("https://host/a.mp4?list=b.m3u8", "/a.m3u8", "-")))
                .noneMatch(SourceDefinition::mayBeLive);
    }

    @Test
    void givesSourcesOfTheSameNameDifferentIds() {
        assertThat(PipelineDefinition.named(List.of("/a/x.mp4", "/b/x.mp4", "-")))
                .extracting(SourceDefinition::id)
                .containsExactly("x.mp4", "x.mp4-2", "stdin");
    }

    @Test
    void overridesAreStrongerThanTheFile() {
        assertThat(parse(SHOP, "flink.parallelism=3").flink().parallelism()).isEqualTo(3);
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearest() {
        DefinitionException refused = refusal(SHOP + "  paralelism: 2\n");
        assertThat(refused.code()).isEqualTo("UNKNOWN_KEY");
        assertThat(refused.what()).contains("flink.paralelism");
        assertThat(refused.where()).isEqualTo("shop.yaml:12");
        assertThat(refused.hint()).contains("flink.parallelism");
    }

    @Test
    void anUnknownOverrideNamesTheOverride() {
        assertThat(refusal(SHOP, "kafka.prefx=a").where()).isEqualTo("--set kafka.prefx=a");
    }

    @Test
    void aValueWithoutItsUnitIsRefused() {
        DefinitionException refused = refusal(SHOP, "flink.checkpoint-interval=5");
        assertThat(refused.code()).isEqualTo("BAD_VALUE");
        assertThat(refused.what()).contains("'5' is not a duration with a unit, such as 8s");
    }

    @Test
    void aChoiceIsRefusedWithTheNearest() {
        assertThat(refusal(SHOP, "delivery=exactly-one").what()).contains("nearest is exactly-once");
    }

    @Test
    void aRecordsOwnCheckIsAnErrorOfItsKey() {
        DefinitionException refused = refusal(SHOP, "flink.parallelism=0");
        assertThat(refused.code()).isEqualTo("BAD_VALUE");
        assertThat(refused.where()).isEqualTo("--set flink.parallelism=0");
    }

    @Test
    void aCheckOfSeveralKeysIsAnErrorOfTheOneThatItNamesFirst() {
        DefinitionException refused =
                refusal(SHOP, "decode.live.backoff-most=1s", "decode.live.backoff-first=5s", "decode.live.behind=1s");
        assertThat(refused.where()).isEqualTo("--set decode.live.backoff-most=1s");
        assertThat(refused.what()).startsWith("decode.live.backoff-most cannot be 1s: ");
        assertThat(refusal(SHOP, "decode.live.backoff-first=45s").where())
                .isEqualTo("--set decode.live.backoff-first=45s");
    }

    @Test
    void whatIsKeptIsAShareTokensOrACap() {
        assertThat(parse(SHOP).prune().keep()).isEqualTo(new Keep.Share(0.25));
        assertThat(parse(SHOP + "prune: {keep: 10%}\n").prune().keep()).isEqualTo(new Keep.Share(0.1));
        assertThat(parse(SHOP + "prune: {keep: 256 tokens}\n").prune().keep()).isEqualTo(new Keep.Count(256));
        assertThat(parse(SHOP, "prune.keep=500 tokens/s over 5 streams").prune().keep())
                .isEqualTo(new Keep.Rate(500, 5));
        for (String wrong : List.of("0", "-1", "1.5", "NaN", "tokens", "3 cells", "0 tokens", "0 tokens/s")) {
            DefinitionException refused = refusal(SHOP, "prune.keep=" + wrong);
            assertThat(refused.code()).isEqualTo("BAD_VALUE");
            assertThat(refused.what()).startsWith("prune.keep cannot be " + wrong + ": ");
            assertThat(refused.where()).isEqualTo("--set prune.keep=" + wrong);
        }
    }

    @Test
    void howLittleCanBeKeptIsTriedWhereAReaderAnswersOnThePipelinesOwnTokens() {
        assertThat(parse(SHOP + "prune: {keep: auto, agree: 0.9}\n").prune())
                .isEqualTo(PruneOptions.defaults().withKeep(new Keep.Auto()).withAgree(0.9));
        assertThat(parse(SHOP, "prune.keep=auto", "prune.pruner=keep-all")
                        .prune()
                        .keep())
                .isEqualTo(new Keep.Auto());
        String pruneOnly = "{name: again, stages: [prune, read], edges: {tokens: 'kafka:shop'}}";
        DefinitionException elsewhere = refusal(pruneOnly, "prune.keep=auto");
        assertThat(elsewhere.code()).isEqualTo("BAD_VALUE");
        assertThat(elsewhere.what()).contains("made by another pipeline");
        assertThat(elsewhere.hint()).contains("prune.keep: 0.25");
        assertThat(refusal(SHOP, "prune.keep=auto", "prune.pruner=prefix").what())
                .contains("prefixes");
        assertThat(refusal(
                                SHOP,
                                "prune.keep=auto",
                                "edges.tokens=local",
                                "read.reader=http",
                                "read.http.url=http://127.0.0.1:1/v1",
                                "read.http.model=see")
                        .what())
                .contains("an endpoint answers");
        assertThat(refusal(SHOP, "prune.agree=0").what()).contains("must agree");
    }

    @Test
    void aCapIsSharedByTheSourcesThatAreListed() {
        int sources = parse(SHOP).sources().size();
        assertThat(parse(SHOP, "prune.keep=500 tokens/s").prune().keep()).isEqualTo(new Keep.Rate(500, sources));
        String pruneOnly = "{name: again, stages: [prune, read], edges: {tokens: 'kafka:shop'}}";
        DefinitionException refused = refusal(pruneOnly, "prune.keep=500 tokens/s");
        assertThat(refused.code()).isEqualTo("BAD_VALUE");
        assertThat(refused.hint()).contains("500 tokens/s over 4 streams");
        assertThat(parse(pruneOnly, "prune.keep=500 tokens/s over 4 streams")
                        .prune()
                        .keep())
                .isEqualTo(new Keep.Rate(500, 4));
    }

    @Test
    void textThatIsNoYamlIsRefusedWithItsLine() {
        DefinitionException refused = refusal("name: [shop\nsources: }");
        assertThat(refused.code()).isEqualTo("NOT_YAML");
        assertThat(refused.where()).startsWith("shop.yaml:2");
    }

    @Test
    void aKeyGivenTwiceIsRefused() {
        assertThat(refusal(SHOP + "kafka: {prefix: other}\n").code()).isEqualTo("DUPLICATE_KEY");
    }

    @Test
    void anArchiveIsBesideThePipelinesFileAndTakesATopicOfTokens() {
        assertThat(PipelineDefinition.parse(SHOP + "archive: kept\n", "shop.yaml", Path.of("/pipelines"), List.of())
                        .keep()
                        .archive())
                .isEqualTo("/pipelines/kept");
        DefinitionException local = refusal(SHOP + "archive: s3://bucket/kept\n", "edges.tokens=local");
        assertThat(local.code()).isEqualTo("BAD_EDGE");
        assertThat(local.hint()).contains("edges.tokens: kafka");
        assertThat(refusal(SHOP, "archive-records=0").what()).contains("between 1 and");
        assertThat(refusal(SHOP, "archive-length=10ms").what()).contains("at least 1s");
        assertThat(refusal("{name: again, stages: [prune, read], edges: {tokens: 'kafka:shop'}, archive: kept}")
                        .code())
                .isEqualTo("BAD_EDGE");
    }

    @Test
    void aReaderThatLooksAtPicturesIsInTheJobThatMakesThem() {
        String[] endpoint = {"read.reader=cascade", "read.http.url=https://vision.test/v1", "read.http.model=see-1"};
        DefinitionException refused = refusal(SHOP, with(endpoint, "edges.tokens=kafka"));
        assertThat(refused.code()).isEqualTo("BAD_EDGE");
        assertThat(refused.hint()).contains("edges.tokens: local");
        PipelineDefinition together = parse(SHOP, with(endpoint, "edges.tokens=local", "edges.pruned=local"));
        assertThat(together.readerLooks()).isTrue();
        assertThat(parse(SHOP, "edges.tokens=local", "edges.pruned=local").readerLooks())
                .isFalse();
    }

    @Test
    void thePageHasPicturesWhereverThereIsABrokerUnlessTheyAreNotWanted() {
        assertThat(parse(SHOP).pageLooks()).isTrue();
        assertThat(parse(SHOP, "previews.topic=false").pageLooks()).isFalse();
        assertThat(parse(
                                SHOP,
                                "edges.tokens=local",
                                "edges.pruned=local",
                                "edges.questions=given",
                                "edges.answers=collected")
                        .pageLooks())
                .isFalse();
    }

    @Test
    void anEndpointHasAnAddressAndAModelAndNoSecretInEither() {
        assertThat(refusal(SHOP, "read.reader=http").what()).contains("set read.http.url and read.http.model");
        DefinitionException refused = refusal(SHOP, "read.http.url=https://me:hunter2@vision.test/v1");
        assertThat(refused.code()).isEqualTo("BAD_VALUE");
        assertThat(refused.what() + refused.where() + refused.hint())
                .contains("vision.test")
                .doesNotContain("hunter2");
        assertThat(refusal(SHOP, "read.http.url=https://vision.test/v1?key=hunter2")
                        .what())
                .doesNotContain("hunter2");
        assertThat(refusal(SHOP, "read.http.allow=everything").what()).contains("everything");
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void readingBeforePruningIsRefused() {
        DefinitionException refused = refusal(SHOP, "stages=tokenize,read");
        assertThat(refused.code()).isEqualTo("BAD_EDGE");
        assertThat(refused.what()).contains("read cannot follow tokenize");
    }

    @Test
    void aStageListedTwiceIsRefused() {
        assertThat(refusal(SHOP, "stages=tokenize,prune,prune").what()).contains("the same edge");
    }

    @Test
    void anEdgeThatNothingReadsIsRefused() {
        assertThat(refusal(SHOP, "stages=tokenize", "edges.tokens=local").what())
                .contains("nothing reads what tokenize makes");
    }

    @Test
    void aStageWithoutItsPredecessorReadsAnotherPipelinesTopic() {
        String pruneOnly = "{name: again, stages: [prune, read], edges: {tokens: 'kafka:shop'}}";
        assertThat(parse(pruneOnly).edges().tokens()).isEqualTo(new Link(Link.Kind.KAFKA, "shop"));
        assertThat(refusal(pruneOnly, "edges.tokens=kafka").what()).contains("prune has nothing to read");
    }

    @Test
    void aPipelineWithoutSourcesIsRefused() {
        assertThat(refusal("name: shop").code()).isEqualTo("NO_SOURCE");
    }

    @Test
    void aPipelineThatWaitsForStreamsNeedsNoSourceButATopic() {
        String waits = "{name: shop, decode.stay: true}";
        assertThat(parse(waits).sources()).isEmpty();
        assertThat(refusal(waits, "edges.tokens=local", "edges.questions=given", "edges.answers=collected")
                        .what())
                .contains("no topic");
    }

    @Test
    void liveSourcesAreDeliveredAtLeastOnceByDefault() {
        assertThat(parse(SHOP).delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
        assertThat(parse("{name: live, sources: ['rtsp://camera/1']}").delivery())
                .isEqualTo(Delivery.AT_LEAST_ONCE);
    }

    @Test
    void clientPropertiesAreHandedToKafkaAndSecretsStayInTheirFiles(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), "hunter2\n");
        PipelineDefinition shop = parse(
                SHOP,
                "kafka.bootstrap=broker:9092",
                "kafka.client.security.protocol=SSL",
                "kafka.client.ssl.truststore.password-file=" + secret);
        Properties properties = ClientProperties.of(shop.kafka());
        assertThat(properties)
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.truststore.password", "${file:" + folder + ":password}");
        try (SecretFiles secrets = new SecretFiles()) {
            assertThat(secrets.get(folder.toString(), java.util.Set.of("password"))
                            .data())
                    .containsEntry("password", "hunter2");
        }
    }

    @Test
    void clientPropertiesThatAreUnknownOrOursAreRefused() {
        assertThat(refusal(SHOP, "kafka.client.security.protocl=SSL").what()).contains("nearest is security.protocol");
        assertThat(refusal(SHOP, "kafka.client.isolation.level=read_uncommitted")
                        .what())
                .contains("set by Winnow itself");
    }
}
