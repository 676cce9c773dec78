package io.winnow.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.records.Alert;
import io.winnow.records.Alert.State;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.StreamControl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private long offset;

    private Parcel parcel(String question, String stream, long dueMillis) {
        long here = offset++;
        return new Parcel(
                Alerts.record(
                        Math.floorMod(question.hashCode(), 2), here, Alerts.of(question, stream, here, State.FIRING)),
                Alerts.of(question, stream, here, State.FIRING),
                false,
                dueMillis);
    }

    @Test
    void whatFailedHoldsUpItsOwnQuestionAndStreamAlone() {
        Backlog backlog = new Backlog();
        Parcel firing = parcel("gate", "dock/1", 0);
        Parcel resolved = parcel("gate", "dock/1", 0);
        Parcel other = parcel("gate", "dock/2", 1);
        List.of(firing, resolved, other).forEach(backlog::add);
        assertThat(backlog.next()).containsSame(firing);
        firing.waitUntil(5_000);
        assertThat(backlog.next()).containsSame(other);
        backlog.done(other);
        assertThat(backlog.next()).containsSame(firing);
        backlog.done(firing);
        assertThat(backlog.next()).containsSame(resolved);
        assertThat(backlog.size()).isEqualTo(1);
    }

    @Test
    void forgetsAPartitionThatIsAnothers() {
        Backlog backlog = new Backlog();
        Parcel gate = parcel("gate", "dock/1", 0);
        backlog.add(gate);
        backlog.drop(
                new TopicPartition("winnow.shop.alerts.v1", 1 - gate.record().partition()));
        assertThat(backlog.size()).isEqualTo(1);
        backlog.drop(gate.partition());
        assertThat(backlog.next()).isEmpty();
        assertThat(backlog.size()).isZero();
    }

    @Test
    void forgetsThoseOfAForgottenStreamAndTheOrderOfNoOther() {
        Backlog backlog = new Backlog();
        Parcel first = parcel("gate", "dock/1", 0);
        Parcel other = parcel("gate", "dock/2", 1);
        Parcel second = parcel("gate", "dock/1", 2);
        Alert removed = Alerts.removed("gate", "dock/1", 7);
        Parcel over = new Parcel(Alerts.record(0, 100, removed), removed, false, 3);
        List.of(first, other, second, over).forEach(backlog::add);
        assertThat(backlog.refuse(ForgottenStreams.of(List.of(StreamControl.forget("dock/1", 1_000)))))
                .containsExactly(first, second);
        assertThat(backlog.next()).containsSame(other);
        backlog.done(other);
        assertThat(backlog.next()).containsSame(over);
        assertThat(backlog.size()).isEqualTo(1);
    }

    @Test
    void onlyTheFirstOfItsPlaceIsDone() {
        Backlog backlog = new Backlog();
        backlog.add(parcel("gate", "dock/1", 0));
        Parcel second = parcel("gate", "dock/1", 0);
        backlog.add(second);
        assertThatThrownBy(() -> backlog.done(second)).hasMessageContaining("first of its place");
    }

    /** Each number is a step: a new alert at one of six places, a try that fails, or one that is taken. The twin is a list that is searched from its beginning. */
    @Property(tries = 300)
    void isAListThatIsSearched(@ForAll @Size(max = 120) List<@IntRange(min = 0, max = 19) Integer> steps) {
        Backlog backlog = new Backlog();
        List<Parcel> twin = new ArrayList<>();
        long now = 0;
        for (int step : steps) {
            now++;
            if (step < 12) {
                Parcel parcel = parcel("q" + step % 2, "s" + step % 3, now);
                backlog.add(parcel);
                twin.add(parcel);
            } else if (!twin.isEmpty()) {
                Parcel next = backlog.next().orElseThrow();
                assertThat(next.dueMillis()).isEqualTo(earliest(twin).orElseThrow());
                assertThat(firstOfPlaces(twin)).contains(next);
                if (step < 16) {
                    next.waitUntil(now + step);
                } else {
                    backlog.done(next);
                    twin.remove(next);
                }
            }
            assertThat(backlog.size()).isEqualTo(twin.size());
        }
    }

    private static Optional<Long> earliest(List<Parcel> twin) {
        return firstOfPlaces(twin).stream().map(Parcel::dueMillis).min(Long::compare);
    }

    private static List<Parcel> firstOfPlaces(List<Parcel> twin) {
        Set<Parcel.Place> places = new HashSet<>();
        return twin.stream().filter(parcel -> places.add(parcel.place())).toList();
    }
}
