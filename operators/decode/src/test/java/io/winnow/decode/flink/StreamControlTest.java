package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.ForgottenStreams;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamControl.Action;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is wished, ends and fails, in whichever order: readers have what is wanted, each of it at one. */
class StreamControlTest {
    private static final int STREAMS = 6;
    private static final int DEFINED = 3;
    private static final int READERS = 3;

    enum Kind {
        ADD,
        REMOVE,
        PAUSE,
        RESUME,
        WITHDRAW,
        FORGET,
        END,
        CHECKPOINT,
        FAIL_ONE,
        FAIL_ALL,
        RESTORE
    }

    record Step(Kind kind, int which) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class), Arbitraries.integers().between(0, STREAMS - 1))
                .as(Step::new)
                .list()
                .ofMaxSize(50);
    }

    @Property(tries = 300)
    void readersHaveWhatIsWantedEachAtOne(@ForAll("histories") List<Step> history) {
        World world = new World();
        history.forEach(step -> {
            world.go(step);
            world.check(step);
        });
    }

    /** The job, and what is wished of its streams in the simplest words. */
    private static final class World {
        private final TestControls controls = new TestControls();
        private final Map<String, StreamControl> wishes = new HashMap<>();
        private TestJob job = TestJob.of(
                        READERS,
                        controls,
                        true,
                        address -> List.of(TestJob.plan(address.id())),
                        IntStream.range(0, DEFINED).mapToObj(i -> "s" + i).toArray(String[]::new))
                .start();
        private long millis = 1;

        void go(Step step) {
            String stream = "s" + step.which();
            switch (step.kind()) {
                case ADD -> add(stream);
                case REMOVE -> wish(StreamControl.of(stream, Action.REMOVE, ++millis));
                case PAUSE -> next(stream, Action.PAUSE);
                case RESUME -> next(stream, Action.RESUME);
                case WITHDRAW -> {
                    wishes.remove(stream);
                    job.wish(it -> it.withdraw(stream));
                }
                case FORGET -> wish(StreamControl.forget(stream, ++millis));
                case END -> job.end(stream);
                case CHECKPOINT -> job.checkpoint();
                case FAIL_ONE -> {
                    job.fail(step.which() % READERS);
                    job.register(step.which() % READERS);
                }
                case FAIL_ALL -> {
                    job.failAll();
                    job.registerAll();
                }
                case RESTORE -> job = job.restore(READERS);
            }
        }

        /** A stream that comes anew is dealt to one of the readers that have the fewest. */
        private void add(String stream) {
            int[] before = counts();
            boolean there = job.all().stream().anyMatch(split -> split.stream().equals(stream));
            StreamControl added = StreamControl.add(stream, "/" + stream, "", ++millis);
            StreamControl known = wishes.get(stream);
            wish(known == null ? added : added.forgottenBefore(known.forgottenMillis()));
            int[] after = counts();
            for (int reader = 0; !there && reader < READERS; reader++) {
                if (after[reader] > before[reader]) {
                    assertThat(before[reader])
                            .isEqualTo(Arrays.stream(before).min().orElseThrow());
                }
            }
        }

        private int[] counts() {
            return IntStream.range(0, READERS)
                    .map(reader -> job.held(reader).size())
                    .toArray();
        }

        /** As the command does: what is wished next keeps where the stream comes from. */
        private void next(String stream, Action action) {
            if (wanted(stream)) {
                wish(Optional.ofNullable(wishes.get(stream))
                        .map(wish -> wish.then(action, ++millis))
                        .orElseGet(() -> StreamControl.of(stream, action, ++millis)));
            }
        }

        private void wish(StreamControl control) {
            wishes.put(control.stream(), control);
            job.wish(it -> it.wish(control));
        }

        private boolean wanted(String stream) {
            StreamControl wish = wishes.get(stream);
            boolean defined = stream.compareTo("s" + DEFINED) < 0;
            return wish == null ? defined : !isAway(wish) && (defined || wish.namesSource());
        }

        private static boolean isAway(StreamControl wish) {
            return wish.action() == Action.REMOVE || wish.action() == Action.FORGET;
        }

        private boolean paused(String stream) {
            StreamControl wish = wishes.get(stream);
            return wish != null && wish.action() == Action.PAUSE;
        }

        void check(Step step) {
            Map<String, Begun> begun = job.now().begun();
            Map<String, Boolean> expected = new TreeMap<>();
            for (int i = 0; i < STREAMS; i++) {
                String stream = "s" + i;
                if (wanted(stream)) {
                    long since = Objects.requireNonNull(begun.get(stream)).since();
                    String split = since == 0 ? stream : stream + "@" + since;
                    // What is read anew is not of an epoch that is refused.
                    assertThat(since)
                            .isGreaterThanOrEqualTo(Optional.ofNullable(wishes.get(stream))
                                    .map(wish -> ForgottenStreams.firstEpoch(wish.forgottenMillis()))
                                    .orElse(0L));
                    if (!job.finished().contains(split)) {
                        expected.put(split, paused(stream));
                    }
                }
            }
            assertThat(job.all().stream().map(VideoSplit::splitId))
                    .as("after %s", step)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(new TreeSet<>(expected.keySet()));
            assertThat(job.all().stream().collect(Collectors.toMap(VideoSplit::splitId, VideoSplit::paused)))
                    .as("after %s", step)
                    .isEqualTo(expected);
            assertThat(job.now().waiting()).isEmpty();
            assertThat(controls.refused()).isEmpty();
        }
    }
}
