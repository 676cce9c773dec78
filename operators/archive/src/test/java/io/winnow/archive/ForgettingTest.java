package io.winnow.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.records.Axis;
import io.winnow.records.Clock;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.Grid;
import io.winnow.records.Span;
import io.winnow.records.Tokens;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgettingTest {
    private static final long WHEN = 1_000_000;
    private static final Computation MADE = new Computation("cells@abababababab", new TreeMap<>());

    @TempDir
    Path folder = Path.of("");

    private static TopicRow row(long offset, String stream, long epoch) {
        FrameTokens frame = new FrameTokens(
                offset,
                epoch,
                new Span(offset, offset + 1, Clock.WALL),
                0,
                0,
                Axis.SPATIAL,
                new Grid(1, 1, 2),
                Tokens.Ids.pack(new int[] {1, 2}, 4),
                Optional.empty(),
                -1,
                Optional.empty(),
                Double.NaN);
        ItemFacts facts = new ItemFacts(stream, 0, -1, offset, new byte[0], Status.DONE, "");
        return new TopicRow(offset, new Row(facts, MADE.tokenizer(), Optional.of(frame)));
    }

    @BeforeEach
    void write() throws IOException {
        for (String run : List.of("run-1", "run-2")) {
            RunWriter writer = new RunWriter(new LocalPlace(folder), RunNote.of(run, "shop", MADE, List.of()));
            writer.write(0, 0, List.of(row(0, "door", 5), row(1, "gate", 5), row(2, "door", 5)));
            writer.write(0, 3, List.of(row(3, "gate", 5), row(4, "gate", 5)));
            writer.write(1, 7, List.of(row(7, "walk/1.mp4", 0), row(8, "walk/2.mp4", 0)));
        }
    }

    private static List<String> held(Place place) throws IOException {
        RunTokens tokens = RunTokens.open(place).orElseThrow();
        List<String> held = new ArrayList<>();
        assertThat(tokens.check(row -> held.add(row.row().item().path() + " " + row.offset())))
                .isEmpty();
        return held;
    }

    private List<String> raw() throws IOException {
        Place place = new LocalPlace(folder);
        for (Place.Entry file : place.walk()) {
            if (file.name().contains(ForgottenNote.FOLDER)) {
                place.delete(file.name());
            }
        }
        return held(place);
    }

    @Test
    void theObjectsOfEveryRunAreWrittenWithoutTheStreamAndOthersStayAsTheyAre() throws IOException {
        byte[] other = Files.readAllBytes(folder.resolve("run=run-2/partition=0/00000000000000000003.parquet"));

        Forgetting.Done done = Forgetting.of(new LocalPlace(folder), "door", WHEN);

        assertThat(done).isEqualTo(new Forgetting.Done(2, 2, 0, 4, List.of()));
        assertThat(raw()).containsExactly("gate 1", "gate 3", "gate 4", "walk/1.mp4 7", "walk/2.mp4 8");
        assertThat(held(new LocalPlace(folder.resolve("run=run-1")))).doesNotContain("door 0");
        assertThat(folder.resolve("run=run-2/partition=0/00000000000000000003.parquet"))
                .hasBinaryContent(other);
    }

    @Test
    void anObjectThatHoldsNothingElseGoesAndAFolderIsAllItsStreams() throws IOException {
        assertThat(Forgetting.of(new LocalPlace(folder), "walk", WHEN))
                .isEqualTo(new Forgetting.Done(2, 0, 2, 4, List.of()));
        assertThat(folder.resolve("run=run-1/partition=1/00000000000000000007.parquet"))
                .doesNotExist();
        assertThat(raw()).hasSize(5);
    }

    @Test
    void whatIsForgottenAlreadyCostsNothingAgain() throws IOException {
        Forgetting.of(new LocalPlace(folder), "door", WHEN);
        assertThat(Forgetting.of(new LocalPlace(folder), "door", WHEN))
                .isEqualTo(new Forgetting.Done(2, 0, 0, 0, List.of()));
    }

    @Test
    void aRowThatIsWrittenLateIsNotReadAndOneOfTheStreamThatCameBackIs() throws IOException {
        Forgetting.of(new LocalPlace(folder), "door", WHEN);
        RunWriter writer = new RunWriter(new LocalPlace(folder), RunNote.of("run-2", "shop", MADE, List.of()));
        writer.write(0, 9, List.of(row(9, "door", 5), row(10, "door", ForgottenStreams.firstEpoch(WHEN))));

        assertThat(held(new LocalPlace(folder))).contains("door 10").doesNotContain("door 9");
        assertThat(RunTokens.open(new LocalPlace(folder)).orElseThrow().rows("door"::equals, row -> true))
                .hasSize(1);
    }

    @Test
    void whoeverIsKilledWhileAtItGoesOnAndTheStreamIsNotReadMeanwhile() throws IOException {
        for (int step = 0; step < 4; step++) {
            Place dying = new Dying(new LocalPlace(folder), Math.min(step, 1));
            assertThatThrownBy(() -> Forgetting.of(dying, "door", WHEN)).hasMessageEndingWith("killed");
            boolean noted = step > 1;
            assertThat(held(new LocalPlace(folder)).contains("door 0")).isNotEqualTo(noted);
        }
        assertThat(Forgetting.of(new LocalPlace(folder), "door", WHEN))
                .isEqualTo(new Forgetting.Done(2, 1, 0, 2, List.of()));
        assertThat(raw()).containsExactly("gate 1", "gate 3", "gate 4", "walk/1.mp4 7", "walk/2.mp4 8");
    }

    @Test
    void twoThatAreForgottenAtOnceAreBothGone() throws IOException {
        for (int step = 0; step < 4; step++) {
            write();
            AtomicInteger left = new AtomicInteger(step);
            Place crossed = new Hooked(new LocalPlace(folder)) {
                @Override
                void writes() throws IOException {
                    if (left.getAndDecrement() == 0) {
                        Forgetting.of(new LocalPlace(folder), "gate", WHEN);
                    }
                }
            };

            Forgetting.of(crossed, "door", WHEN);

            assertThat(held(new LocalPlace(folder))).containsExactly("walk/1.mp4 7", "walk/2.mp4 8");
            assertThat(raw()).containsExactly("walk/1.mp4 7", "walk/2.mp4 8");
        }
    }

    @Test
    void aDamagedObjectIsToldAndTheOthersAreWrittenWithoutTheStreamAllTheSame() throws IOException {
        String damaged = "run=run-1/partition=0/00000000000000000000.parquet";
        Files.writeString(folder.resolve(damaged), "not what it was");

        Forgetting.Done done = Forgetting.of(new LocalPlace(folder), "door", WHEN);

        assertThat(done.damaged()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(damaged);
            assertThat(problem.reason()).isEqualTo("DAMAGED_RUN");
        });
        assertThat(done.rows()).isEqualTo(2);
        assertThat(raw()).containsExactly("gate 1", "gate 3", "gate 4", "walk/1.mp4 7", "walk/2.mp4 8");
    }

    @Test
    void anObjectThatCannotBeHadJustNowIsNotCalledDamaged() {
        Place cut = new Hooked(new LocalPlace(folder)) {
            @Override
            public SeekableByteChannel open(String name) throws IOException {
                if (!name.endsWith(".parquet")) {
                    return super.open(name);
                }
                FileChannel file = FileChannel.open(folder.resolve(name));
                file.close();
                return file;
            }
        };
        assertThatThrownBy(() -> Forgetting.of(cut, "door", WHEN))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("run=run-1/partition=0/00000000000000000000.parquet");
    }

    @Test
    void aRunThatGoesOnWritingOtherStreamsDoesNotKeepItFromEnding() throws IOException {
        AtomicInteger walks = new AtomicInteger();
        Place live = new Hooked(new LocalPlace(folder)) {
            @Override
            public List<Entry> walk() throws IOException {
                int offset = 100 + walks.incrementAndGet();
                assertThat(offset).isLessThan(120);
                new RunWriter(new LocalPlace(folder), RunNote.of("run-2", "shop", MADE, List.of()))
                        .write(0, offset, List.of(row(offset, "gate", 5)));
                return super.walk();
            }
        };
        assertThat(Forgetting.of(live, "door", WHEN).rows()).isEqualTo(4);
    }

    @Test
    void whatARunIsWritingAtTheMomentIsLeftAlone() throws IOException {
        Path writing = new LocalPlace(folder).scratch();
        Forgetting.of(new LocalPlace(folder), "door", WHEN);
        assertThat(writing).exists();
    }

    /** A place that can be written to so many times. */
    private static final class Dying extends Hooked {
        private int left;

        Dying(Place place, int left) {
            super(place);
            this.left = left;
        }

        @Override
        void writes() throws IOException {
            if (left-- == 0) {
                throw new IOException("killed");
            }
        }
    }

    /** A place where something happens before it is written to. */
    private static class Hooked implements Place {
        private final Place place;

        Hooked(Place place) {
            this.place = place;
        }

        void writes() throws IOException {}

        @Override
        public void put(String name, Path scratch) throws IOException {
            writes();
            place.put(name, scratch);
        }

        @Override
        public void delete(String name) throws IOException {
            writes();
            place.delete(name);
        }

        @Override
        public String address() {
            return place.address();
        }

        @Override
        public List<Entry> walk() throws IOException {
            return place.walk();
        }

        @Override
        public Optional<Entry> look(String name) throws IOException {
            return place.look(name);
        }

        @Override
        public SeekableByteChannel open(String name) throws IOException {
            return place.open(name);
        }

        @Override
        public Path scratch() throws IOException {
            return place.scratch();
        }

        @Override
        public void tidy() throws IOException {
            place.tidy();
        }

        @Override
        public void tidyOld() throws IOException {
            place.tidyOld();
        }
    }
}
