package io.winnow.archive.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.archive.Computation;
import io.winnow.archive.Forgetting;
import io.winnow.archive.LocalPlace;
import io.winnow.archive.ObjectCut;
import io.winnow.archive.RunNote;
import io.winnow.archive.RunTokens;
import io.winnow.archive.TopicRow;
import io.winnow.records.Element;
import io.winnow.records.Forgettings;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.Placed;
import io.winnow.records.StreamControl;
import io.winnow.records.TokenRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunOperatorTest {
    private static final long FORGOTTEN_MILLIS = 1_700_000_000_000L;
    private static final ObjectCut CUT = new ObjectCut(5, 1_000_000, Duration.ofSeconds(20));

    /** What the operator is told, whoever of it is running. */
    private static volatile ForgottenStreams forgotten = ForgottenStreams.NONE;

    @TempDir
    Path folder = Path.of("");

    /** What it is told when it asks, where that is more. */
    private static volatile ForgottenStreams written = ForgottenStreams.NONE;

    /** As a topic whose records are on their way. */
    private static final class Slow implements Forgettings.Following {
        @Override
        public ForgottenStreams now() {
            return heard();
        }

        @Override
        public void catchUp() {
            forgotten = written.isEmpty() ? forgotten : written;
        }
    }

    /** How often it is not told yet. */
    private static final AtomicInteger deafFor = new AtomicInteger();

    private static ForgottenStreams heard() {
        return deafFor.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? ForgottenStreams.NONE : forgotten;
    }

    @AfterEach
    void rememberAll() {
        written = ForgottenStreams.NONE;
        forgotten = ForgottenStreams.NONE;
    }

    private static void forget(String stream) {
        forgotten = ForgottenStreams.of(List.of(StreamControl.forget(stream, FORGOTTEN_MILLIS)));
    }

    /** The operator as Flink runs it, on keyed heap state. */
    private static KeyedOneInputStreamOperatorTestHarness<Integer, Placed, String> operator(
            Path place, Optional<OperatorSubtaskState> state) throws Exception {
        RunNote note = RunNote.of(
                Records.RUN, "shop", new Computation("cells@abababababab", new TreeMap<>()), List.of("rtsp://door"));
        KeyedOneInputStreamOperatorTestHarness<Integer, Placed, String> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new RunOperator(new RunOptions(place.toString(), note, CUT), listener -> new Slow()),
                        Placed::partition,
                        Types.INT);
        ((SerializerConfigImpl) harness.getExecutionConfig().getSerializerConfig()).setGenericTypes(false);
        harness.setup(Types.STRING.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        if (state.isPresent()) {
            harness.initializeState(state.get());
        }
        harness.setProcessingTime(0);
        harness.open();
        return harness;
    }

    /** Long enough after something was forgotten for the operator to look again at what it put. */
    private static void wait(KeyedOneInputStreamOperatorTestHarness<Integer, Placed, String> operator)
            throws Exception {
        operator.setProcessingTime(operator.getProcessingTime() + 60_000);
    }

    private static void feed(KeyedOneInputStreamOperatorTestHarness<Integer, Placed, String> to, Placed... placed)
            throws Exception {
        for (Placed one : placed) {
            to.processElement(new StreamRecord<>(one));
        }
    }

    private static List<TopicRow> rows(Path place) throws IOException {
        List<TopicRow> rows = new ArrayList<>();
        RunTokens kept = RunTokens.open(new LocalPlace(place)).orElseThrow();
        assertThat(kept.check(rows::add)).isEmpty();
        return rows;
    }

    @Test
    void anObjectIsCutWhereItIsFullOrARecordCameLongAfterItsFirst() throws Exception {
        try (var operator = operator(folder, Optional.empty())) {
            feed(operator, new Placed(1, 7, Records.started("door")));
            for (int i = 1; i <= 6; i++) {
                feed(operator, new Placed(1, 7 + i, Records.frame("door", i, i)));
            }
            feed(operator, new Placed(1, 20, Records.frame("door", 7, 26)));

            assertThat(operator.extractOutputValues())
                    .containsExactly(
                            "run=run-1/partition=1/00000000000000000008.parquet",
                            "run=run-1/partition=1/00000000000000000013.parquet");
            operator.endInput();
            assertThat(operator.extractOutputValues())
                    .last()
                    .isEqualTo("run=run-1/partition=1/00000000000000000020.parquet");
        }
        assertThat(rows(folder).stream().map(TopicRow::offset)).containsExactly(8L, 9L, 10L, 11L, 12L, 13L, 20L);
    }

    @Test
    void aRowHoldsWhatTheRecordSaid() throws Exception {
        TokenRecord record = Records.frame("door", 1, 4);
        try (var operator = operator(folder, Optional.empty())) {
            feed(operator, new Placed(0, 3, record));
            operator.endInput();
        }
        assertThat(rows(folder)).containsExactly(TopicRow.of(3, record));
        assertThat(rows(folder).get(0).row().frame().orElseThrow().tokens()).isEqualTo(record.tokens());
        RunTokens kept = RunTokens.open(new LocalPlace(folder)).orElseThrow();
        assertThat(kept.note().pipeline()).isEqualTo("shop");
        assertThat(kept.progress().tokens()).isEqualTo(4);
        assertThat(kept.rows("door"::equals, row -> true)).hasSize(1);
        assertThat(kept.rows("yard"::equals, row -> true)).isEmpty();
    }

    @Test
    void aJobThatIsStoppedToBeResumedWritesNothingBeforeItsObjectIsFull() throws Exception {
        try (var operator = operator(folder, Optional.empty())) {
            feed(operator, new Placed(0, 0, Records.frame("door", 1, 1)));
            operator.snapshot(1, 1);
        }
        assertThat(RunTokens.open(new LocalPlace(folder))).isEmpty();
    }

    @Test
    void whatCannotBeWrittenFailsTheJobWithTheArchivesName() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        try (var operator = operator(file, Optional.empty())) {
            feed(operator, new Placed(0, 0, Records.frame("door", 1, 1)));
            assertThatThrownBy(operator::endInput)
                    .isInstanceOf(UnwritableArchive.class)
                    .hasMessageContaining(file.toString());
            operator.getOperator().close();
        }
    }

    /** However often the job is killed, and whatever it reads again, the objects are those of a job that nothing happened to. */
    @Property(tries = 60)
    void restartsChangeNoByte(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<Placed> log = log(random);
        Path place = Files.createTempDirectory("winnow-run");
        try {
            Path calm = place.resolve("calm");
            try (var operator = operator(calm, Optional.empty())) {
                feed(operator, log.toArray(Placed[]::new));
                operator.endInput();
            }
            Path killed = place.resolve("killed");
            runKilled(killed, log, random, at -> {});
            assertThat(files(killed)).isEqualTo(files(calm));
            assertThat(rows(killed).stream().map(RunOperatorTest::identity))
                    .doesNotHaveDuplicates()
                    .hasSize((int) log.stream()
                            .map(Placed::element)
                            .filter(TokenRecord.class::isInstance)
                            .map(record -> ((TokenRecord) record).origin())
                            .distinct()
                            .count());
        } finally {
            delete(place);
        }
    }

    /** A job that is killed here and there, and each time goes on from what it had stored. */
    private static void runKilled(Path place, List<Placed> log, Random random, IntConsumer before) throws Exception {
        Optional<OperatorSubtaskState> state = Optional.empty();
        int from = 0;
        boolean ended = false;
        while (!ended) {
            try (var operator = operator(place, state)) {
                int next = from;
                int kill = random.nextInt(log.size() + 10);
                for (int at = from; at < Math.min(kill, log.size()); at++) {
                    before.accept(at);
                    feed(operator, log.get(at));
                    if (random.nextInt(4) == 0) {
                        state = Optional.of(operator.snapshot(at, at));
                        next = at + 1;
                    }
                }
                if (kill >= log.size()) {
                    operator.endInput();
                    // It may be killed after that, too, and before the job is known to have ended.
                    ended = random.nextBoolean();
                }
                from = next;
            }
        }
    }

    @Test
    void nothingOfAForgottenStreamIsWrittenAndWhatWaitedOfItGoes() throws Exception {
        try (var operator = operator(folder, Optional.empty())) {
            feed(
                    operator,
                    new Placed(0, 1, Records.frame("door", 1, 1)),
                    new Placed(0, 2, Records.frame("gate", 1, 1)));
            forget("door");
            feed(
                    operator,
                    new Placed(0, 3, Records.frame("door", 2, 2)),
                    new Placed(0, 4, Records.frame("gate", 2, 2)));
            operator.endInput();

            assertThat(operator.extractOutputValues())
                    .containsExactly("run=run-1/partition=0/00000000000000000001.parquet");
        }
        assertThat(rows(folder).stream().map(TopicRow::offset)).containsExactly(2L, 4L);
    }

    @Test
    void theRunsFolderSaysWhatIsForgottenAsSoonAsTheJobHearsOfItSoThatItsObjectsRowsAreNotReadAnyMore()
            throws Exception {
        try (var operator = operator(folder, Optional.empty())) {
            for (int i = 1; i <= 6; i++) {
                feed(operator, new Placed(0, i, Records.frame(i % 2 == 0 ? "door" : "gate", i, i)));
            }
            assertThat(operator.extractOutputValues()).hasSize(1);
            forget("door");
            feed(operator, new Placed(0, 7, Records.frame("gate", 7, 7)));
        }
        assertThat(rows(folder).stream().map(row -> row.row().item().path()))
                .isNotEmpty()
                .containsOnly("gate");
    }

    @Test
    void whatIsForgottenWhileItsObjectIsWrittenIsWrittenAnewWithoutOrGone() throws Exception {
        try (var operator = operator(folder, Optional.empty())) {
            feed(
                    operator,
                    new Placed(0, 1, Records.frame("door", 1, 1)),
                    new Placed(0, 2, Records.frame("gate", 1, 1)),
                    new Placed(1, 1, Records.frame("door", 2, 2)));
            forget("door");
            deafFor.set(1);
            operator.endInput();

            assertThat(operator.extractOutputValues())
                    .containsExactly("run=run-1/partition=0/00000000000000000001.parquet");
        }
        Path run = folder.resolve("run=run-1");
        delete(run.resolve("forgotten"));
        assertThat(rows(folder).stream().map(TopicRow::offset)).containsExactly(2L);
        assertThat(run.resolve("partition=1/00000000000000000001.parquet")).doesNotExist();
    }

    /** What the run's objects hold, whether or not its folder says that it is forgotten. */
    private static List<String> raw(Path place) throws IOException {
        Path notes = place.resolve("run=run-1/forgotten");
        if (Files.isDirectory(notes)) {
            delete(notes);
        }
        return rows(place).stream()
                .map(row -> row.row().item().path() + " " + row.offset())
                .toList();
    }

    @Test
    void whatWasPutJustBeforeTheJobHeardOfTheForgettingIsWrittenAnewWithoutOrGone() throws Exception {
        try (var operator = operator(folder, Optional.empty())) {
            for (int i = 1; i <= 5; i++) {
                feed(operator, new Placed(0, i, Records.frame(i % 2 == 0 ? "gate" : "door", i, i)));
                feed(operator, new Placed(1, i, Records.frame("door", 10 + i, i)));
            }
            Path gone = folder.resolve("run=run-1/partition=1/00000000000000000001.parquet");
            assertThat(gone).exists();
            forget("door");
            feed(operator, new Placed(0, 6, Records.frame("gate", 6, 6)));
            assertThat(rows(folder)).hasSize(2);
            wait(operator);

            assertThat(raw(folder)).containsExactly("gate 2", "gate 4");
            assertThat(gone).doesNotExist();
        }
    }

    @Test
    void aJobThatHearsOfTheForgettingWhenItIsThereAgainLooksAtWhatItPutBefore() throws Exception {
        OperatorSubtaskState state;
        try (var operator = operator(folder, Optional.empty())) {
            for (int i = 1; i <= 5; i++) {
                feed(operator, new Placed(0, i, Records.frame(i % 2 == 0 ? "gate" : "door", i, i)));
            }
            state = operator.snapshot(1, 1);
        }
        forget("door");
        try (var operator = operator(folder, Optional.of(state))) {
            wait(operator);
            assertThat(raw(folder)).containsExactly("gate 2", "gate 4");
            assertThat(operator.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void aRunThatEndsLooksOnceMoreAtWhatItPutBeforeItHeardOfAForgetting() throws Exception {
        try (var operator = operator(folder, Optional.empty())) {
            feed(
                    operator,
                    new Placed(0, 1, Records.frame("door", 1, 1)),
                    new Placed(0, 2, Records.frame("gate", 1, 1)));
            written = ForgottenStreams.of(List.of(StreamControl.forget("door", FORGOTTEN_MILLIS)));
            operator.endInput();
        }
        assertThat(raw(folder)).containsExactly("gate 2");
    }

    @Test
    void anObjectGoesWhoseRecordsAreReadAgainAndAllForgottenByThen() throws Exception {
        List<Placed> log = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            log.add(new Placed(0, i, Records.frame("door", i, i)));
        }
        log.add(new Placed(1, 1, Records.frame("gate", 1, 1)));
        try (var operator = operator(folder, Optional.empty())) {
            feed(operator, log.toArray(Placed[]::new));
        }
        assertThat(raw(folder)).hasSize(5);
        forget("door");
        try (var operator = operator(folder, Optional.empty())) {
            feed(operator, log.toArray(Placed[]::new));
            operator.endInput();
        }
        assertThat(raw(folder)).containsExactly("gate 1");
    }

    @Test
    void noObjectIsMadeOfWhatWasForgottenAltogether() throws Exception {
        try (var operator = operator(folder, Optional.empty())) {
            feed(operator, new Placed(0, 1, Records.frame("door", 1, 1)));
            forget("door");
            operator.endInput();

            assertThat(operator.extractOutputValues()).isEmpty();
        }
        assertThat(RunTokens.open(new LocalPlace(folder))).isEmpty();
    }

    /** Wherever a stream is forgotten and whatever is killed, the archive holds nothing of it in the end, and everything else once. */
    @Property(tries = 15)
    void aForgottenStreamAloneIsGone(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<Placed> log = log(random);
        int when = random.nextInt(log.size());
        Path place = Files.createTempDirectory("winnow-run");
        try {
            Path calm = place.resolve("calm");
            try (var operator = operator(calm, Optional.empty())) {
                feed(operator, log.toArray(Placed[]::new));
                operator.endInput();
            }
            Path killed = place.resolve("killed");
            runKilled(killed, log, random, at -> {
                if (at == when) {
                    forget("door-00");
                }
            });
            Forgetting.of(new LocalPlace(killed), "door-00", FORGOTTEN_MILLIS);

            List<TopicRow> others = rows(calm).stream()
                    .filter(row -> !row.row().item().path().equals("door-00"))
                    .toList();
            assertThat(RunTokens.open(new LocalPlace(killed)).isPresent() ? rows(killed) : List.of())
                    .isEqualTo(others);
        } finally {
            rememberAll(place);
        }
    }

    private static void rememberAll(Path place) throws IOException {
        forgotten = ForgottenStreams.NONE;
        delete(place);
    }

    private static String identity(TopicRow row) {
        return row.row().item().path() + " "
                + row.row().frame().orElseThrow().epoch() + " "
                + row.row().frame().orElseThrow().seq();
    }

    /** Two partitions side by side, offsets with holes, streams by turns, and here and there what a restarted tokenizer had written before. */
    private static List<Placed> log(Random random) {
        List<Placed> log = new ArrayList<>();
        long[] offsets = {5, 90};
        long[][] ordinals = {{1, 1}, {1, 1}};
        long second = 0;
        int elements = 1 + random.nextInt(60);
        for (int i = 0; i < elements; i++) {
            int partition = random.nextInt(2);
            int stream = random.nextInt(2);
            second += random.nextInt(9) == 0 ? 30 : random.nextInt(3);
            offsets[partition] += 1 + random.nextInt(2);
            boolean again = ordinals[partition][stream] > 2 && random.nextInt(6) == 0;
            long ordinal = again ? ordinals[partition][stream] - 1 - random.nextInt(2) : ordinals[partition][stream]++;
            Element element = Records.frame("door-" + partition + stream, ordinal, second);
            log.add(new Placed(partition, offsets[partition], element));
        }
        return log;
    }

    private static SortedMap<String, List<Byte>> files(Path place) throws IOException {
        SortedMap<String, List<Byte>> files = new TreeMap<>();
        LocalPlace local = new LocalPlace(place);
        for (var entry : local.walk()) {
            List<Byte> bytes = new ArrayList<>();
            for (byte one : Files.readAllBytes(place.resolve(entry.name()))) {
                bytes.add(one);
            }
            files.put(entry.name(), bytes);
        }
        return files;
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            for (Path file : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
