package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SharedTest {
    private final List<String> events = new ArrayList<>();

    private AutoCloseable thing(String key) {
        events.add("open " + key);
        return () -> events.add("close " + key);
    }

    /** Even numbers take a lease, odd ones give one back. */
    @Property
    void thereIsOneThingWhileAnybodyHoldsIt(@ForAll @Size(max = 40) List<@IntRange(min = 0, max = 7) Integer> moves) {
        events.clear();
        Shared<String, AutoCloseable> shared = new Shared<>();
        List<Shared<String, AutoCloseable>.Lease> held = new ArrayList<>();
        for (int move : moves) {
            if (move % 2 == 0) {
                held.add(shared.lease("key", this::thing));
            } else if (!held.isEmpty()) {
                held.remove(move % held.size()).close();
            }
            assertThat(shared.open()).isEqualTo(held.isEmpty() ? 0 : 1);
        }
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i)).isEqualTo(i % 2 == 0 ? "open key" : "close key");
        }
    }

    @Test
    void givingBackTwiceCountsOnce() {
        Shared<String, AutoCloseable> shared = new Shared<>();
        var first = shared.lease("key", this::thing);
        var second = shared.lease("key", this::thing);

        first.close();
        first.close();

        assertThat(events).containsExactly("open key");
        assertThat(second.value()).isNotNull();
        assertThatThrownBy(first::value).hasMessageContaining("used after it was closed");
    }

    @Test
    void aThingThatCannotBeOpenedIsNotHeld() {
        Shared<String, AutoCloseable> shared = new Shared<>();

        assertThatThrownBy(() -> shared.lease("key", key -> {
                    throw new ModelException("no memory");
                }))
                .hasMessage("no memory");
        assertThat(shared.open()).isZero();
    }
}
